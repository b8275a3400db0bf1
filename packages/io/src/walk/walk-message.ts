import type { ByteName } from './byte-name.ts';
import type { WalkRules } from './walk-rules.ts';

/** Entries in a form that crosses threads at the cost of one string. */
export interface WalkPart {
  /** Paths with a zero between them. */
  readonly names: ByteName;
  /** Whether all of them are, as nearly always: told here because the worker has the time to look. */
  readonly isAscii: boolean;
  /** The kind of each, as a bit. */
  readonly kinds: Uint8Array<ArrayBuffer>;
  readonly failures: readonly WalkFailure[];
  /** There was no descriptor left to go on with. */
  readonly isOutOfFiles?: boolean;
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
