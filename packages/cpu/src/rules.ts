import type { Rule } from '@nsi/core';
import { cryptoSync } from './rules/crypto-sync.ts';
import { hotFunction } from './rules/hot-function.ts';
import { loopBlocked } from './rules/loop-blocked.ts';
import { underParallel } from './rules/under-parallel.ts';

/** Profiler rules that lead to this room. */
const cpuRules: readonly Rule[] = [hotFunction, loopBlocked, cryptoSync, underParallel] as readonly Rule[];
export default cpuRules;
