import { arrayShift } from './array-shift.ts';
import { bufferConcatLoop } from './buffer-concat-loop.ts';
import { cloneVolume } from './clone-volume.ts';
import { consoleHot } from './console-hot.ts';
import { cpuBoundFn } from './cpu-bound-fn.ts';
import { cryptoSync } from './crypto-sync.ts';
import type { ProfileRule } from './define-rule.ts';
import { dnsRepeat } from './dns-repeat.ts';
import { gcShare } from './gc-share.ts';
import { hashSmall } from './hash-small.ts';
import { intlPerCall } from './intl-per-call.ts';
import { jsonClone } from './json-clone.ts';
import { jsonDominant } from './json-dominant.ts';
import { linearScan } from './linear-scan.ts';
import { loopBlocked } from './loop-blocked.ts';
import { poolSaturation } from './pool-saturation.ts';
import { regexBacktrack } from './regex-backtrack.ts';
import { sequentialAwaits } from './sequential-awaits.ts';
import { smallWrites } from './small-writes.ts';
import { spreadReduce } from './spread-reduce.ts';
import { stringBuild } from './string-build.ts';
import { syncFsHot } from './sync-fs-hot.ts';
import { syncFsRepeat } from './sync-fs-repeat.ts';
import { throwHot } from './throw-hot.ts';
import { zlibLevel } from './zlib-level.ts';
import { zlibSync } from './zlib-sync.ts';

/** The profiler's own rules, by id. One file a rule; see `define-rule.ts` for how to write one. */
export const catalogue: readonly ProfileRule[] = Object.freeze([
  arrayShift,
  bufferConcatLoop,
  cloneVolume,
  consoleHot,
  cpuBoundFn,
  cryptoSync,
  dnsRepeat,
  gcShare,
  hashSmall,
  intlPerCall,
  jsonClone,
  jsonDominant,
  linearScan,
  loopBlocked,
  poolSaturation,
  regexBacktrack,
  sequentialAwaits,
  smallWrites,
  spreadReduce,
  stringBuild,
  syncFsHot,
  syncFsRepeat,
  throwHot,
  zlibLevel,
  zlibSync,
]);
