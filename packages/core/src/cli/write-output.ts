import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explainSystemError } from './system-error.ts';

/** Writes a file whole or not at all: into a temporary file beside it, then renamed. Makes the folder when it is missing. */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<void> {
  // The global, not `node:crypto`: every --help would pay its 8 ms.
  const temporary = `${file}.${crypto.randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw explainSystemError(error, file);
  }
}
