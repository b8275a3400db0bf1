import * as v from 'valibot';
import type { EnvironmentCapture } from './environment.ts';
import type { Finding, SourcePlace } from './finding.ts';
import type { CountedPlace } from './profile-activity.ts';

/** Text from a file that may be hostile: bounded. */
export const text: v.GenericSchema<string> = v.pipe(v.string(), v.maxLength(20_000));
export const count: v.GenericSchema<number> = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ratio = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const pair = v.tuple([v.number(), v.number()]);

const placeEntries = {
  file: text,
  line: v.exactOptional(count),
  column: v.exactOptional(count),
  function: v.exactOptional(text),
  excerpt: v.exactOptional(v.looseObject({ firstLine: count, lines: v.array(text), shares: v.array(v.number()) })),
};
export const placeSchema: v.GenericSchema<unknown, SourcePlace> = v.looseObject(placeEntries);
export const countedPlaceSchema: v.GenericSchema<unknown, CountedPlace> = v.looseObject({ ...placeEntries, count });

export const environmentSchema: v.GenericSchema<unknown, EnvironmentCapture> = v.looseObject({
  node: text,
  v8: text,
  os: text,
  arch: text,
  cpuModel: text,
  cores: count,
  memoryBytes: count,
  memoryLimitBytes: v.exactOptional(count),
  cpuLimit: v.exactOptional(v.number()),
  loadAverage: v.tuple([v.number(), v.number(), v.number()]),
  stealRatio: v.exactOptional(ratio),
  throttledRatio: v.exactOptional(ratio),
  gitCommit: v.exactOptional(text),
  gitDirty: v.exactOptional(v.boolean()),
  flags: v.array(text),
});

export const findingSchema: v.GenericSchema<unknown, Finding> = v.looseObject({
  id: text,
  severity: v.picklist(['high', 'medium', 'low', 'note']),
  certainty: v.exactOptional(v.picklist(['certain', 'likely', 'hint'])),
  message: text,
  where: v.exactOptional(v.array(placeSchema)),
  evidence: v.array(
    v.looseObject({
      label: text,
      value: v.union([v.number(), text]),
      unit: v.exactOptional(text),
      interval: v.exactOptional(pair),
      confidence: v.exactOptional(ratio),
      sampleCount: v.exactOptional(count),
    }),
  ),
  fix: v.exactOptional(
    v.looseObject({
      package: v.exactOptional(text),
      function: v.exactOptional(text),
      docs: v.exactOptional(text),
      diff: v.exactOptional(text),
      whenNot: v.exactOptional(text),
    }),
  ),
  expectedGain: v.exactOptional(v.looseObject({ share: ratio, of: v.picklist(['wall', 'cpu', 'memory', 'allocation']) })),
  signal: v.exactOptional(
    v.looseObject({
      name: text,
      value: v.number(),
      unit: text,
      interval: v.exactOptional(pair),
      threshold: v.number(),
      sampleCount: count,
    }),
  ),
  callers: v.exactOptional(v.array(placeSchema)),
  experiment: v.exactOptional(
    v.looseObject({
      id: text,
      summary: text,
      beforeNs: v.array(v.number()),
      afterNs: v.array(v.number()),
      of: v.picklist(['wall', 'cpu']),
      ratio: v.number(),
      interval: pair,
      confidence: ratio,
      verdict: v.picklist(['confirmed', 'refuted', 'inconclusive']),
    }),
  ),
});
