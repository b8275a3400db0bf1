import { arrayShift } from './array-shift.ts';
import { bufferConcatLoop } from './buffer-concat-loop.ts';
import { consoleHot } from './console-hot.ts';
import { cpuBoundFn } from './cpu-bound-fn.ts';
import { cryptoSync } from './crypto-sync.ts';
import type { ProfileRule } from './define-rule.ts';
import { gcShare } from './gc-share.ts';
import { hashSmall } from './hash-small.ts';
import { intlPerCall } from './intl-per-call.ts';
import { jsonClone } from './json-clone.ts';
import { jsonDominant } from './json-dominant.ts';
import { linearScan } from './linear-scan.ts';
import { poolSaturation } from './pool-saturation.ts';
import { regexBacktrack } from './regex-backtrack.ts';
import { sequentialAwaits } from './sequential-awaits.ts';
import { spreadReduce } from './spread-reduce.ts';
import { syncFsHot } from './sync-fs-hot.ts';
import { throwHot } from './throw-hot.ts';
import { zlibSync } from './zlib-sync.ts';

/** The profiler's own rules, by id. One file a rule; see `define-rule.ts` for how to write one. */
export const catalogue: readonly ProfileRule[] = Object.freeze([
  arrayShift,
  bufferConcatLoop,
  consoleHot,
  cpuBoundFn,
  cryptoSync,
  gcShare,
  hashSmall,
  intlPerCall,
  jsonClone,
  jsonDominant,
  linearScan,
  poolSaturation,
  regexBacktrack,
  sequentialAwaits,
  spreadReduce,
  syncFsHot,
  throwHot,
  zlibSync,
]);
