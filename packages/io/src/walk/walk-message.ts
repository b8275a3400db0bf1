import type { ByteName } from './byte-name.ts';
import type { WalkRules } from './walk-rules.ts';

/** Entries in a form that crosses threads at the cost of one string. */
export interface WalkPart {
  /** Paths, one behind the other. */
  readonly names: ByteName;
  /** Whether all of them are, as nearly always: told here because the worker has the time to look. */
  readonly isAscii: boolean;
  /** Where each ends in `names`, times 16, plus its kind as a bit. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly failures: readonly WalkFailure[];
  /** There was no descriptor left to go on with. */
  readonly isOutOfFiles?: boolean;
}

export function packEnd(end: number, kind: number): number {
  return end * 16 + kind;
}

export function kindOfEnd(packed: number): number {
  return packed & 15;
}

/** The paths of all parts. The list has its length before it is filled, which takes half the time of pushing. Hot: see bench/walk.bench.ts. */
export function byteNamesOf(parts: readonly WalkPart[]): ByteName[] {
  const list: ByteName[] = [];
  list.length = parts.reduce((sum, { ends }) => sum + ends.length, 0);
  let place = 0;
  for (const { names, ends } of parts) {
    let start = 0;
    for (let index = 0; index < ends.length; index++) {
      const end = (ends[index] as number) >>> 4;
      list[place++] = names.slice(start, end);
      start = end;
    }
  }
  return list;
}

/** A directory that could not be read. */
export interface WalkFailure {
  readonly path: ByteName;
  readonly isRoot: boolean;
  readonly code: string;
  readonly message: string;
  readonly errno?: number;
  readonly syscall?: string;
}

/** Asks for more of a walk: the first one starts it, `isLast` gives it up. */
export interface WalkMessage {
  readonly kind: 'walk';
  readonly walk: number;
  readonly start?: { readonly root: ByteName; readonly rules: WalkRules };
  readonly isLast?: boolean;
}

/** A few parts; `isDone` when nothing follows. */
export interface WalkReply {
  readonly batches: readonly WalkPart[];
  readonly isDone: boolean;
}
