import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { explainSystemError } from './system-error.ts';

/** Writes a file whole or not at all: into a temporary file beside it, then renamed. Makes the folder when it is missing. */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<void> {
  // The global, not `node:crypto`: every --help would pay its 8 ms.
  const temporary = `${file}.${crypto.randomUUID()}.tmp`;
  try {
    await makeFolder(dirname(resolve(file)));
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw explainSystemError(error, file);
  }
}

/** By hand: where a folder refuses new entries as if it were missing, as below `/proc`, `recursive` never ends (Node.js 24). */
async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder).catch((error: NodeJS.ErrnoException) => error);
  if (made === undefined || made.code === 'EEXIST') return;
  const parent = dirname(folder);
  if (made.code !== 'ENOENT' || parent === folder) throw made;
  await makeFolder(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
