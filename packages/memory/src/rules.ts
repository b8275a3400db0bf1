import type { Rule } from '@nsi/core';
import { gcShare } from './rules/gc-share.ts';
import { zlibSync } from './rules/zlib-sync.ts';

/** Profiler rules that lead to this room. */
const memoryRules: readonly Rule[] = [zlibSync, gcShare] as readonly Rule[];
export default memoryRules;
