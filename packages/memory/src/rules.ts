import type { Rule } from '@nsi/core';

/** Profiler rules that lead to this room. */
const memoryRules: readonly Rule[] = [];
export default memoryRules;
