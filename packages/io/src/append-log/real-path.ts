import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { systemCode } from '../write/file-calls.ts';

/** The one name of a file, whatever links lead to it, so that all who open it meet at one lock. Its directory must be there; it need not. */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  const here = join(await realpath(dirname(resolve(path))), basename(path));
  try {
    // A link to a file that is not there yet.
    return await realPathOf(resolve(dirname(here), await readlink(here)));
  } catch (error) {
    if (['ENOENT', 'EINVAL'].includes(systemCode(error) ?? '')) return here;
    throw error;
  }
}
