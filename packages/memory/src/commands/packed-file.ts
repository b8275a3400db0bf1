import { access } from 'node:fs/promises';
import { memoryError } from '../errors.ts';

/** What `pack` puts behind a file's name and `unpack` takes off. */
export const packedExtension = '.nsi';

/** Throws `NSI_MEMORY_FILE_EXISTS` when there is a file at `path`, unless it may be replaced. */
export async function refuseToOverwrite(path: string, isForced: boolean): Promise<void> {
  if (isForced) return;
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) throw memoryError('NSI_MEMORY_FILE_EXISTS', `expected no file at ${path}, got one`);
}
