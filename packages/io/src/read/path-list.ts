import { fileURLToPath } from 'node:url';
import { describe } from '@nsi/core';
import { ioError, type IoErrorCode } from '../errors.ts';
import type { SystemPath } from './packed-paths.ts';

/** A path as text, as a `file:` URL, or as bytes where a name is not UTF-8. */
export type PathInput = string | Uint8Array | URL;

/** The path in the form that system calls take. Throws `code` for what is no path. */
export function systemPath(path: unknown, code: IoErrorCode): SystemPath {
  if (typeof path === 'string') {
    if (path !== '' && !path.includes('\0')) return path;
  } else if (path instanceof Uint8Array) {
    if (path.length > 0 && !path.includes(0)) return Buffer.from(path.buffer, path.byteOffset, path.byteLength);
  } else if (path instanceof URL && path.protocol === 'file:') return fileURLToPath(path);
  throw ioError(code, `expected a path as text, bytes or a file URL, not empty and without a zero byte, got ${describe(path)}`);
}

/** All paths of a call. */
export function systemPaths(paths: Iterable<PathInput>, code: IoErrorCode): readonly SystemPath[] {
  if (typeof paths === 'string' || typeof (paths as Partial<Iterable<PathInput>> | undefined)?.[Symbol.iterator] !== 'function') {
    throw ioError(code, `expected \`paths\` to be a list of paths, got ${describe(paths)}`);
  }
  return Array.from(paths, (path) => systemPath(path, code));
}
