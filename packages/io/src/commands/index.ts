import type { Command } from '@nsi/core/cli';

/** The commands of `nsi-io` and `nsi io`. */
const ioCommands: readonly Command[] = Object.freeze([]);
export default ioCommands;
