import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A path as URL; what is none, such as `node:fs`, as it is. */
export function urlOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file;
}
