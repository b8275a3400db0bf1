import * as v from 'valibot';
import type { BenchReport } from './bench-report.ts';
import { count, environmentSchema, findingSchema, text } from './schema-parts.ts';

const summary = v.looseObject({
  sampleCount: count,
  median: v.number(),
  mad: v.number(),
  mean: v.number(),
  min: v.number(),
  p10: v.number(),
  p90: v.number(),
  p95: v.number(),
  p99: v.number(),
});

const resourceNames = [
  'cpuUserNs',
  'cpuSystemNs',
  'rssPeakBytes',
  'allocatedBytes',
  'gcCount',
  'gcNs',
  'loopDelayP99Ns',
  'pageFaults',
  'contextSwitches',
  'fsBytes',
  'networkBytes',
  'instructions',
] as const;
const resources = v.looseObject(
  Object.fromEntries(resourceNames.map((name) => [name, v.exactOptional(v.number())])) as Record<
    (typeof resourceNames)[number],
    v.ExactOptionalSchema<v.NumberSchema<undefined>, undefined>
  >,
);

const integrity = v.looseObject({
  status: v.picklist(['ok', 'failed', 'not checked']),
  mode: text,
  digest: v.exactOptional(text),
  difference: v.exactOptional(v.looseObject({ at: text, expected: text, actual: text })),
});

const variant = v.looseObject({
  name: text,
  forks: v.array(v.looseObject({ callsPerSample: v.pipe(v.number(), v.minValue(1)), samplesNs: v.array(v.number()) })),
  summary,
  throughput: v.exactOptional(v.looseObject({ bytesPerSecond: v.exactOptional(v.number()), itemsPerSecond: v.exactOptional(v.number()) })),
  measures: v.exactOptional(
    v.array(
      v.looseObject({
        name: text,
        value: v.number(),
        unit: v.picklist(['bytes', 'count', 'ratio']),
        better: v.picklist(['higher', 'lower']),
      }),
    ),
  ),
  resources,
  integrity,
});

const comparison = v.looseObject({
  baseline: text,
  candidate: text,
  ratio: v.number(),
  interval: v.tuple([v.number(), v.number()]),
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  method: text,
  verdict: v.picklist(['regression', 'improvement', 'no change', 'inconclusive']),
  forkRatios: v.array(v.number()),
  moreForks: v.exactOptional(count),
  expectation: v.exactOptional(v.looseObject({ text, holds: v.boolean() })),
});

const paramValue = v.union([v.number(), text, v.boolean()]);
const benchCase = v.looseObject({
  id: text,
  suite: text,
  category: text,
  description: v.exactOptional(text),
  params: v.record(text, paramValue),
  input: v.exactOptional(text),
  status: v.picklist(['ok', 'failed', 'interrupted']),
  failure: v.exactOptional(v.looseObject({ code: text, message: text, variant: v.exactOptional(text) })),
  unit: v.literal('ns'),
  better: v.literal('lower'),
  baseline: text,
  variants: v.array(variant),
  comparisons: v.array(comparison),
});

/** Members that are not known are kept: a reader of an older report must not lose what a tool added. */
export const benchReportSchema: v.GenericSchema<unknown, BenchReport> = v.looseObject({
  $schema: text,
  kind: v.literal('nsi.bench'),
  schemaVersion: v.literal(1),
  createdAt: text,
  isComplete: v.boolean(),
  tool: v.looseObject({ name: text, version: text }),
  method: v.looseObject({ name: text, options: v.record(text, paramValue) }),
  environment: environmentSchema,
  cases: v.array(benchCase),
  findings: v.array(findingSchema),
});
