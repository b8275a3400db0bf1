import type { Rule } from '@nsi/core';

/** Profiler rules that lead to this room. */
const ioRules: readonly Rule[] = [] as readonly Rule[];
export default ioRules;
