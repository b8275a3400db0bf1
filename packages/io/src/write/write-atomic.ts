import { resolve } from 'node:path';
import { currentRecorder } from '@nsi/core';
import { ioMetrics } from '../metrics.ts';
import { filePermits } from '../permits/file-permits.ts';
import { bytesOf, parseAtomicOptions, type WriteAtomicOptions } from './atomic-options.ts';
import { nodeFiles } from './file-calls.ts';
import { inTurn } from './in-turn.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Replaces the content of a file as one step: whoever reads it, and whatever crashes, there is the old content or the new, never a mix. With
 * `durability: 'full'` (the default) the new content survives a loss of power once the promise has resolved, which takes a sync of the
 * file and one of its directory. Symbolic links are followed and stay; mode and owner of the replaced file are kept as far as the
 * process may. Text is written as UTF-8; `data` must not change until the promise settles. Calls for one path are carried out in their
 * order. Rejects with the system's error, with `NSI_IO_ATOMIC_TARGET` or with the reason of `signal`; the old content is then in place,
 * unless the very last step failed, the sync of the directory: then either may be.
 *
 * @example
 * ```ts run
 * import { readFile, rm } from 'node:fs/promises';
 * import { writeAtomic } from '@nsi/io';
 *
 * await writeAtomic('settings.json', JSON.stringify({ theme: 'dark' }));
 * console.log(await readFile('settings.json', 'utf8'));
 * await rm('settings.json');
 * ```
 */
export async function writeAtomic(path: string, data: string | NodeJS.ArrayBufferView, options: WriteAtomicOptions = {}): Promise<void> {
  const settings = parseAtomicOptions(options);
  const bytes = bytesOf(data);
  const { signal } = settings;
  await inTurn(resolve(path), () => filePermits().run(() => replaceFile(nodeFiles, path, bytes, settings), { signal }));
  currentRecorder().count(ioMetrics.writeBytes, bytes.length, { call: 'atomic' });
}
