import { dirname, extname, resolve } from 'node:path';
import type { SourceFiles } from '../source/source-files.ts';

const maxFiles = 100;
const relativeImport = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]+)['"]/g;
const endings = ['.js', '.cjs', '.mjs', '.ts', '.json', '/index.js'];

/** Files and the files of the program that they import: what waits has no samples, and is in no profile. */
export function withImported(sources: SourceFiles, files: Iterable<string>): readonly string[] {
  const found = new Set(files);
  for (const file of found) {
    if (found.size >= maxFiles) break;
    for (const [, path = ''] of sources.lines(file).join('\n').matchAll(relativeImport)) {
      const imported = resolve(dirname(file), path);
      const isWhole = extname(imported) !== '' && sources.lines(imported).length > 1;
      const one = isWhole ? imported : endings.map((ending) => imported + ending).find((name) => sources.lines(name).length > 1);
      if (one !== undefined && !one.endsWith('.json')) found.add(one);
    }
  }
  return [...found];
}
