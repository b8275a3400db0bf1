import { open, type FileHandle } from 'node:fs/promises';
import { filePermits } from '../permits/file-permits.ts';
import { patiently } from '../permits/open-permitted.ts';

/**
 * Opens a file that stays open as long as its owner likes, as a pack does. It holds no permit: those are for files that are closed soon, and
 * who keeps one for long stops everybody else. Where descriptors are used up it waits for one, as `openPermitted` does.
 */
export async function openForLong(path: string | Buffer, flags: string | number, signal?: AbortSignal): Promise<FileHandle> {
  return patiently(() => open(path, flags), { signal, permits: filePermits() });
}
