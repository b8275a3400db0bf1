/** Writes the generated pages of `docs/reference`: `node --conditions=@nsi/source tools/house/generate-reference.ts`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { referencePages } from './src/reference/pages.ts';
import { workspaceRoot } from './src/workspace.ts';

const pages = await referencePages();
await Promise.all(pages.map(({ path, text }) => writeFile(join(workspaceRoot, path), text)));
process.stdout.write(`${pages.map(({ path }) => path).join('\n')}\n`);
