import fs from 'node:fs';
import { join } from 'node:path';

/** Bytes of all the files in a folder. */
export const sizeOf = (folder) =>
  fs
    .readdirSync(folder)
    .map((name) => fs.statSync(join(folder, name)).size) // <- slow
    .reduce((sum, size) => sum + size, 0);
