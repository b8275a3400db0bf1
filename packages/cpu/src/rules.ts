import type { Rule } from '@nsi/core';
import { hotFunction } from './rules/hot-function.ts';

/** Profiler rules that lead to this room, beside those of the profiler itself. */
const cpuRules: readonly Rule[] = [hotFunction] as readonly Rule[];
export default cpuRules;
