/**
 * Paths as bytes: names on POSIX systems are bytes, not text, and one that is no UTF-8 does not survive as a string. Node.js takes a Buffer
 * wherever it takes a path.
 */
const slash = Buffer.from('/');

/** `name` in `folder`. */
export function joinPath(folder: Uint8Array, name: Uint8Array): Buffer {
  return folder.length === 0 ? Buffer.from(name) : Buffer.concat([folder, slash, name]);
}

/** Folder of a path with slashes; empty when it has none. */
export function folderOf(path: Buffer): Buffer {
  return path.subarray(0, Math.max(0, path.lastIndexOf(0x2f)));
}

/** A path for people: bytes that are no UTF-8 as replacement characters. */
export function textOf(path: Uint8Array): string {
  return Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString();
}

/** Names between slashes. */
export function namesOf(path: Buffer): readonly string[] {
  return path.toString('latin1').split('/');
}
