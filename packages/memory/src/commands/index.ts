import type { Command } from '@nsi/core/cli';

/** The commands of `nsi-memory` and `nsi memory`. */
const memoryCommands: readonly Command[] = [];
export default memoryCommands;
