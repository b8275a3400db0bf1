import { namesOf } from './path-bytes.ts';

/**
 * Whether a symbolic link could lead out of the tree it stands in. `link` is its path in the tree, `target` what it holds. Only steps
 * upward first and names afterwards are taken for safe: behind a name, which may be another link, `..` leads nobody knows where.
 */
export function leadsOutside(link: Buffer, target: Buffer): boolean {
  const names = namesOf(target).filter((name) => name !== '' && name !== '.');
  if (target.length === 0 || isAbsolute(target) || target.includes(0)) return true;
  const steps = names.findIndex((name) => name !== '..');
  const upward = steps === -1 ? names.length : steps;
  const depth = namesOf(link).length - 1;
  return upward > depth || names.slice(upward).includes('..') || (process.platform === 'win32' && target.includes(0x5c));
}

/** Absolute on any system: a drive letter or a backslash would be one on Windows. */
export function isAbsolute(path: Buffer): boolean {
  const text = path.toString('latin1');
  return text.startsWith('/') || (process.platform === 'win32' && /^(?:[a-z]:|\\)/i.test(text));
}
