import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of a script's URL, without its query; other schemes stay as they are. */
export function fileOfUrl(url: string): string {
  if (!url.startsWith('file:')) return isAbsolute(url) ? (url.split('?')[0] as string) : url;
  try {
    return fileURLToPath(url.split(/[?#]/)[0] as string);
  } catch {
    return url;
  }
}
