import type { CommandRun } from '@nsi/core/cli';

/** Data is `{ threads, source }`. */
export const run: CommandRun = async () => ({ data: {}, text: '' });
