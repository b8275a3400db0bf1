import type { SystemPath } from '../read/packed-paths.ts';
import { exactPathOf, textOf, type ByteName } from './byte-name.ts';
import { kindFromBit, type FileKind } from './file-kind.ts';
import { kindOfEnd, byteNamesOf, type WalkPart } from './walk-message.ts';

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

export function createWalkBatch(part: WalkPart): WalkBatch {
  const { ends } = part;
  let list: readonly ByteName[] | undefined;
  let texts: readonly string[] | undefined;
  const paths = (): readonly string[] => (texts ??= textsOf([part]));
  const kind = (index: number): FileKind => kindFromBit(kindOfEnd(ends[index] as number));
  return {
    length: ends.length,
    get paths() {
      return paths();
    },
    kind,
    exactPath: (index): SystemPath =>
      part.isAscii ? (paths()[index] as string) : exactPathOf((list ??= byteNamesOf([part]))[index] as ByteName),
    *[Symbol.iterator]() {
      for (const [index, path] of paths().entries()) yield { path, kind: kind(index) };
    },
  };
}

/** The paths of all parts as text. */
export function textsOf(parts: readonly WalkPart[]): string[] {
  const list = byteNamesOf(parts);
  let place = 0;
  for (const { isAscii, ends } of parts) {
    const end = place + ends.length;
    if (isAscii) place = end;
    else for (; place < end; place++) list[place] = textOf(list[place] as ByteName);
  }
  return list;
}

/** Paths of a batch that was walked with `relative`, as system calls take them, below `root`. */
export function exactPathsOf(batch: WalkBatch, root: string): readonly (string | Buffer)[] {
  return Array.from({ length: batch.length }, (_, index) => {
    const path = batch.exactPath(index);
    return typeof path === 'string' ? `${root}/${path}` : Buffer.concat([Buffer.from(`${root}/`), path]);
  });
}
