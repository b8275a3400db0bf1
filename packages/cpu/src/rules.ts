import type { Rule } from '@nsi/core';

/** Profiler rules that lead to this room. */
const cpuRules: readonly Rule[] = [];
export default cpuRules;
