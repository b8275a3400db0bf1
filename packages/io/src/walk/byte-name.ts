import type { SystemPath } from '../read/packed-paths.ts';

/**
 * A name as a string with one character a byte, which is how the walk reads every name: nothing is lost of one that is not UTF-8, and
 * an ASCII one, as nearly all are, is the same string.
 */
export type ByteName = string;

const beyondAscii = /[^\0-\x7f]/;
const replacement = '\ufffd';

export function isAscii(name: ByteName): boolean {
  return !beyondAscii.test(name);
}

export function byteNameOf(path: SystemPath): ByteName {
  return typeof path === 'string' ? (isAscii(path) ? path : Buffer.from(path).toString('latin1')) : path.toString('latin1');
}

/** The path as system calls take it. */
export function systemPathOf(name: ByteName): SystemPath {
  return isAscii(name) ? name : Buffer.from(name, 'latin1');
}

/** The path as text; U+FFFD stands for what is not UTF-8. */
export function textOf(name: ByteName): string {
  return isAscii(name) ? name : Buffer.from(name, 'latin1').toString();
}

/** The path as text where it is UTF-8, else its bytes. */
export function exactPathOf(name: ByteName): SystemPath {
  if (isAscii(name)) return name;
  const bytes = Buffer.from(name, 'latin1');
  const text = bytes.toString();
  return text.includes(replacement) && !Buffer.from(text).equals(bytes) ? bytes : text;
}
