import { arrayShift } from './array-shift.ts';
import { bufferConcatLoop } from './buffer-concat-loop.ts';
import { cloneVolume } from './clone-volume.ts';
import { consoleHot } from './console-hot.ts';
import { cpuBoundFn } from './cpu-bound-fn.ts';
import { cpuThrottled } from './cpu-throttled.ts';
import { cryptoSync } from './crypto-sync.ts';
import { dbPoolWait } from './db-pool-wait.ts';
import type { ProfileRule } from './define-rule.ts';
import { deoptLoop } from './deopt-loop.ts';
import { dnsRepeat } from './dns-repeat.ts';
import { externalMemory } from './external-memory.ts';
import { gcShare } from './gc-share.ts';
import { hashSmall } from './hash-small.ts';
import { idleIoBound } from './idle-io-bound.ts';
import { intlPerCall } from './intl-per-call.ts';
import { jsonClone } from './json-clone.ts';
import { jsonDominant } from './json-dominant.ts';
import { leakTrend } from './leak-trend.ts';
import { linearScan } from './linear-scan.ts';
import { loopBlocked } from './loop-blocked.ts';
import { megamorphic } from './megamorphic.ts';
import { microtaskStorm } from './microtask-storm.ts';
import { nPlus1 } from './n-plus-1.ts';
import { newConnections } from './new-connections.ts';
import { nodelaySmall } from './nodelay-small.ts';
import { poolSaturation } from './pool-saturation.ts';
import { promotion } from './promotion.ts';
import { regexBacktrack } from './regex-backtrack.ts';
import { sequentialAwaits } from './sequential-awaits.ts';
import { slowQuery } from './slow-query.ts';
import { smallWrites } from './small-writes.ts';
import { spreadReduce } from './spread-reduce.ts';
import { startupModules } from './startup-modules.ts';
import { stringBuild } from './string-build.ts';
import { syncFsHot } from './sync-fs-hot.ts';
import { syncFsRepeat } from './sync-fs-repeat.ts';
import { throwHot } from './throw-hot.ts';
import { timersMany } from './timers-many.ts';
import { tlsNoResume } from './tls-no-resume.ts';
import { uncompressedBody } from './uncompressed-body.ts';
import { underParallel } from './under-parallel.ts';
import { workerChatter } from './worker-chatter.ts';
import { zlibLevel } from './zlib-level.ts';
import { zlibSync } from './zlib-sync.ts';

/** The profiler's own rules, by id. One file a rule; see `define-rule.ts` for how to write one. */
export const catalogue: readonly ProfileRule[] = Object.freeze([
  arrayShift,
  bufferConcatLoop,
  cloneVolume,
  consoleHot,
  cpuBoundFn,
  cpuThrottled,
  cryptoSync,
  dbPoolWait,
  deoptLoop,
  dnsRepeat,
  externalMemory,
  gcShare,
  hashSmall,
  idleIoBound,
  intlPerCall,
  jsonClone,
  jsonDominant,
  leakTrend,
  linearScan,
  loopBlocked,
  megamorphic,
  microtaskStorm,
  nPlus1,
  newConnections,
  nodelaySmall,
  poolSaturation,
  promotion,
  regexBacktrack,
  sequentialAwaits,
  slowQuery,
  smallWrites,
  spreadReduce,
  startupModules,
  stringBuild,
  syncFsHot,
  syncFsRepeat,
  throwHot,
  timersMany,
  tlsNoResume,
  uncompressedBody,
  underParallel,
  workerChatter,
  zlibLevel,
  zlibSync,
]);
