import * as v from 'valibot';
import type { EnvironmentCapture } from './environment.ts';
import type { Finding } from './finding.ts';

/** Text from a file that may be hostile: bounded. */
export const text: v.GenericSchema<string> = v.pipe(v.string(), v.maxLength(20_000));
export const count: v.GenericSchema<number> = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ratio = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const pair = v.tuple([v.number(), v.number()]);

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
  where: v.exactOptional(
    v.array(v.looseObject({ file: text, line: v.exactOptional(count), column: v.exactOptional(count), function: v.exactOptional(text) })),
  ),
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
});
