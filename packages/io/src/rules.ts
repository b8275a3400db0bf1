import type { Rule } from '@nsi/core';
import { consoleHot } from './rules/console-hot.ts';
import { smallWrites } from './rules/small-writes.ts';
import { syncFsRepeat } from './rules/sync-fs-repeat.ts';

/** Profiler rules that lead to this room. Synchronous calls as such are the profiler's own `sync-fs-hot`. */
const ioRules: readonly Rule[] = [syncFsRepeat, smallWrites, consoleHot] as readonly Rule[];
export default ioRules;
