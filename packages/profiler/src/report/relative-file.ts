import { isAbsolute, relative } from 'node:path';

/** A path as seen from a folder, where it lies in or near it. */
export function relativeFile(file: string, cwd: string): string {
  if (!isAbsolute(file)) return file;
  const path = relative(cwd, file);
  return path.startsWith('../../..') ? file : path;
}
