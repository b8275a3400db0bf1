import type { SystemPath } from '../read/packed-paths.ts';
import { exactPathOf, textOf } from './byte-name.ts';
import { kindFromBit, type FileKind } from './file-kind.ts';
import type { WalkPart } from './walk-message.ts';

/** One entry that a walk found. */
export interface WalkEntry {
  /** With slashes; U+FFFD stands for what is not UTF-8. */
  readonly path: string;
  readonly kind: FileKind;
}

/** Some hundred or thousand entries that a walk found. */
export interface WalkBatch extends Iterable<WalkEntry> {
  readonly length: number;
  /** All paths, with slashes; U+FFFD stands for what is not UTF-8. */
  readonly paths: readonly string[];
  /** What stands at `index`. */
  kind(index: number): FileKind;
  /** The path at `index` as a system call needs it: text, or bytes where the name is not UTF-8. `readMany` takes either. */
  exactPath(index: number): string | Buffer;
}

export function createWalkBatch({ names, isAscii, kinds }: WalkPart): WalkBatch {
  let list: readonly string[] | undefined;
  let texts: readonly string[] | undefined;
  const byteNames = (): readonly string[] => (list ??= kinds.length === 0 ? [] : names.split('\0'));
  const paths = (): readonly string[] => (texts ??= isAscii ? byteNames() : byteNames().map(textOf));
  return {
    length: kinds.length,
    get paths() {
      return paths();
    },
    kind: (index) => kindFromBit(kinds[index] as number),
    exactPath: (index): SystemPath => exactPathOf(byteNames()[index] as string),
    *[Symbol.iterator]() {
      for (const [index, path] of paths().entries()) yield { path, kind: kindFromBit(kinds[index] as number) };
    },
  };
}

/** Paths of a batch that was walked with `relative`, as system calls take them, below `root`. */
export function exactPathsOf(batch: WalkBatch, root: string): readonly (string | Buffer)[] {
  return Array.from({ length: batch.length }, (_, index) => {
    const path = batch.exactPath(index);
    return typeof path === 'string' ? `${root}/${path}` : Buffer.concat([Buffer.from(`${root}/`), path]);
  });
}
