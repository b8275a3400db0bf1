import type { Level } from '@nsi/core';
import * as v from 'valibot';

/** How programs are profiled where a call does not say it: the section `profiler` of a configuration. */
export interface ProfilerOptions {
  readonly mode: 'low' | 'default' | 'deep' | 'exact';
  readonly workers: boolean;
  readonly children: boolean;
  readonly experiments: boolean;
  readonly ignore: readonly string[];
}

/** Schema of the section `profiler`. */
export const profilerOptionsSchema: v.GenericSchema<unknown, ProfilerOptions> = v.strictObject({
  mode: v.pipe(
    v.picklist(['low', 'default', 'deep', 'exact']),
    v.description(
      'How closely to look: `low` for production, `default`, `deep` with exact call counts, `exact` with every function on lines of its own.',
    ),
  ),
  workers: v.pipe(v.boolean(), v.description('Whether worker threads are profiled.')),
  children: v.pipe(v.boolean(), v.description('Whether Node.js processes that the program starts are profiled.')),
  experiments: v.pipe(v.boolean(), v.description('Whether findings are tried on the program: each costs five runs or more.')),
  ignore: v.pipe(v.array(v.string()), v.description('Ids of rules that stay silent.')),
});

const standard: ProfilerOptions = Object.freeze({
  mode: 'default',
  workers: true,
  children: true,
  experiments: false,
  ignore: Object.freeze([]),
});

/** Conservative samples alone, for production; aggressive runs the program again, to count calls and to try what findings advise. */
export const profilerLevels: Readonly<Record<Level, Readonly<Record<keyof ProfilerOptions, unknown>>>> = Object.freeze({
  conservative: Object.freeze({ ...standard, mode: 'low' }),
  balanced: standard,
  aggressive: Object.freeze({ ...standard, mode: 'deep', experiments: true }),
});
