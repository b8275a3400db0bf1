import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compiledFormOf, type SourceFiles } from './source-files.ts';

const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"](\.[^'"\n]+)['"]/g;
const endings = ['', '.js', '.ts', '.mjs', '.cjs', '.mts', '.cts', '/index.js', '/index.ts'];
const maxFiles = 1000;
/** Bundles import nothing that stands beside them. */
const maxLength = 2 ** 20;

/** Files and those that they import by a relative path, and so on: a short function of a file may only ever have run inside of another one. */
export function withImportedFiles(files: Iterable<string>, sources: SourceFiles): readonly string[] {
  const found = new Set(files);
  for (const file of found) {
    if (found.size >= maxFiles) break;
    const text = sources.javaScript(file);
    if (text.length > maxLength) continue;
    for (const [, path = ''] of text.matchAll(specifier)) {
      const imported = importedFile(sources, file, path);
      if (imported !== undefined) found.add(imported);
    }
  }
  return [...found];
}

/** The file that a relative path names in another one; undefined when there is none. */
export function importedFile(sources: SourceFiles, file: string, path: string): string | undefined {
  const whole = resolve(dirname(file), path);
  const written = /\.[cm]?js$/.test(whole) && !existsSync(whole) ? whole.replace(/js$/, 'ts') : whole;
  const found = endings.map((ending) => `${written}${ending}`).find((one) => /\.[cm]?[jt]s$/.test(one) && existsSync(one));
  return found !== undefined && sources.hasCompiled(found) ? compiledFormOf(found) : found;
}
