import * as v from 'valibot';
import type { EnvironmentCapture } from './environment.ts';
import type { Finding } from './finding.ts';

/** Text from a file that may be hostile: bounded. */
export const text: v.GenericSchema<string> = v.pipe(v.string(), v.maxLength(20_000));
export const count: v.GenericSchema<number> = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ratio = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const pair = v.tuple([v.number(), v.number()]);

export const environmentSchema = v.looseObject({
  node: text,
  v8: text,
  os: text,
  arch: text,
  cpuModel: text,
  cores: count,
  memoryBytes: count,
  memoryLimitBytes: v.optional(count),
  cpuLimit: v.optional(v.number()),
  loadAverage: v.tuple([v.number(), v.number(), v.number()]),
  stealRatio: v.optional(ratio),
  throttledRatio: v.optional(ratio),
  gitCommit: v.optional(text),
  gitDirty: v.optional(v.boolean()),
  flags: v.array(text),
}) satisfies v.GenericSchema;

export const findingSchema = v.looseObject({
  id: text,
  severity: v.picklist(['high', 'medium', 'low', 'note']),
  certainty: v.optional(v.picklist(['certain', 'likely', 'hint'])),
  message: text,
  where: v.optional(v.array(v.looseObject({ file: text, line: v.optional(count), column: v.optional(count), function: v.optional(text) }))),
  evidence: v.array(
    v.looseObject({
      label: text,
      value: v.union([v.number(), text]),
      unit: v.optional(text),
      interval: v.optional(pair),
      confidence: v.optional(ratio),
      sampleCount: v.optional(count),
    }),
  ),
  fix: v.optional(
    v.looseObject({
      package: v.optional(text),
      function: v.optional(text),
      docs: v.optional(text),
      diff: v.optional(text),
      whenNot: v.optional(text),
    }),
  ),
  expectedGain: v.optional(v.looseObject({ share: ratio, of: v.picklist(['wall', 'cpu', 'memory', 'allocation']) })),
}) satisfies v.GenericSchema;

/** Fails to compile when a schema and its documented interface drift apart. */
export type SameShape<Documented, Checked extends Documented> = Checked;
export type EnvironmentChecked = SameShape<Loose<EnvironmentCapture>, v.InferOutput<typeof environmentSchema>>;
export type FindingChecked = SameShape<Loose<Finding>, v.InferOutput<typeof findingSchema>>;

/** The interface as JSON gives it: an absent member reads as `undefined`. */
export type Loose<Value> = Value extends readonly unknown[]
  ? { readonly [Index in keyof Value]: Loose<Value[Index]> }
  : Value extends object
    ? {
        readonly [Key in keyof Value]: undefined extends Value[Key] ? Loose<Exclude<Value[Key], undefined>> | undefined : Loose<Value[Key]>;
      }
    : Value;
