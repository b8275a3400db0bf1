import type { Rule } from '@nsi/core';
import { zlibSync } from './rules/zlib-sync.ts';

/** Profiler rules that lead to this room, beside those of the profiler itself. */
const memoryRules: readonly Rule[] = [zlibSync] as readonly Rule[];
export default memoryRules;
