import { textOf, type ByteName } from './byte-name.ts';
import { kindBits } from './file-kind.ts';
import type { GlobBase } from './glob.ts';

/** What a walk reports and where it goes, in a form that crosses threads. */
export interface WalkRules {
  /** Kinds to report, as bits. */
  readonly kinds: number;
  /** 1 is the root's own entries. */
  readonly maxDepth: number;
  readonly followLinks: boolean;
  readonly hidden: boolean;
  /** What paths must match; left out, all do. */
  readonly include?: RegExp;
  /** Where matches of `include` can lie. */
  readonly bases?: readonly GlobBase[];
  /** What is left out, directories with all that is in them. */
  readonly exclude?: RegExp;
  /** Put before each path. */
  readonly prefix: ByteName;
}

const dot = '.'.charCodeAt(0);

/** Whether anything is to be done about an entry at all. */
export function isWanted({ hidden, exclude }: WalkRules, path: ByteName, name: ByteName): boolean {
  if (!hidden && name.charCodeAt(0) === dot) return false;
  return !exclude?.test(textOf(path));
}

export function isReported({ kinds, include }: WalkRules, path: ByteName, kind: number): boolean {
  return (kinds & kind) !== 0 && (!include || include.test(textOf(path)));
}

/** Whether a directory's own entries are looked at. */
export function isEntered({ maxDepth, bases }: WalkRules, path: ByteName, depth: number): boolean {
  if (depth >= maxDepth) return false;
  if (!bases) return true;
  const text = textOf(path);
  return bases.some(({ folder, maxDepth: deepest }) => depth < deepest && (isWithin(folder, text) || isWithin(text, folder)));
}

function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

export const allKinds: number = Object.values(kindBits).reduce((bits, bit) => bits | bit, 0);
