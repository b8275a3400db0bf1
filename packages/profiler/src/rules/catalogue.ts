import { cpuBoundFn } from './cpu-bound-fn.ts';
import type { ProfileRule } from './define-rule.ts';
import { gcShare } from './gc-share.ts';
import { jsonClone } from './json-clone.ts';
import { jsonDominant } from './json-dominant.ts';
import { poolSaturation } from './pool-saturation.ts';
import { regexBacktrack } from './regex-backtrack.ts';
import { sequentialAwaits } from './sequential-awaits.ts';
import { syncFsHot } from './sync-fs-hot.ts';

/** The profiler's own rules, by id. One file a rule; see `define-rule.ts` for how to write one. */
export const catalogue: readonly ProfileRule[] = Object.freeze([
  cpuBoundFn,
  gcShare,
  jsonClone,
  jsonDominant,
  poolSaturation,
  regexBacktrack,
  sequentialAwaits,
  syncFsHot,
]);
