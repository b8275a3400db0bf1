import { byteSize, check, currentRecorder, type Recorder } from '@nsi/core';
import * as v from 'valibot';

/** How far a copy has come. */
export interface CopyProgress {
  readonly files: number;
  readonly bytes: number;
  /** Path, in the tree, of what was copied last. */
  readonly path: string;
}

/** Options of `copyTree`. */
export interface CopyTreeOptions {
  /** Files that are copied at a time, from 1 to 1024. Default 8. */
  readonly concurrency?: number;
  /**
   * Whether data is shared instead of copied where the file system can (Btrfs, XFS, APFS): `auto` where it can, `require` or fail with
   * `NSI_IO_COPY_REFLINK`, `never`.
   * Default `auto`.
   */
  readonly reflink?: 'auto' | 'require' | 'never';
  /**
   * What happens to symbolic links: `inside` copies those that stay in the tree and refuses others with `NSI_IO_PATH_OUTSIDE`, `keep` copies
   * all as they are, `skip` leaves them out. None is followed. Default `inside`.
   */
  readonly links?: 'inside' | 'keep' | 'skip';
  /** Whether files that are there already are replaced; else they are `NSI_IO_FILE_EXISTS`. Default false. */
  readonly force?: boolean;
  /** Whether times of change are kept. Permission bits always are. Default false. */
  readonly keepTimes?: boolean;
  /** Leaves an entry, and all below it, out when it returns false for its path in the tree. */
  readonly filter?: (path: string) => boolean;
  /**
   * Files larger than this are copied piece by piece where there is a `signal` or `onProgress`, so that an abort is heeded in between and
   * progress is told. The system copies all others, which costs a little less. Default 16 MiB.
   */
  readonly pieceBytes?: number | string;
  /** Aborting rejects with its reason and leaves no half file. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each file, and after each piece of a large one. */
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Default: the process's recorder. */
  readonly recorder?: Recorder;
}

export interface CopySettings {
  readonly concurrency: number;
  readonly reflink: 'auto' | 'require' | 'never';
  readonly links: 'inside' | 'keep' | 'skip';
  readonly force: boolean;
  readonly keepTimes: boolean;
  readonly pieceBytes: number;
  readonly filter: ((path: string) => boolean) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (progress: CopyProgress) => void;
  readonly recorder: Recorder;
}

const schema = v.strictObject({
  concurrency: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1024)),
  reflink: v.picklist(['auto', 'require', 'never']),
  links: v.picklist(['inside', 'keep', 'skip']),
  force: v.boolean(),
  keepTimes: v.boolean(),
  pieceBytes: v.pipe(byteSize, v.minValue(4096, 'at least 4 KiB')),
});

const defaults = Object.freeze({
  concurrency: 8,
  reflink: 'auto',
  links: 'inside',
  force: false,
  keepTimes: false,
  pieceBytes: 16 * 2 ** 20,
} as const);

/** Throws `NSI_IO_COPY_OPTION` for an option that is unknown or out of range. */
export function parseCopyOptions({ filter, signal, onProgress, recorder, ...options }: CopyTreeOptions): CopySettings {
  const checked = check(schema, { ...defaults, ...options }, { code: 'NSI_IO_COPY_OPTION' });
  const pieceBytes = signal === undefined && onProgress === undefined ? Infinity : checked.pieceBytes;
  return { ...checked, pieceBytes, filter, signal, onProgress: onProgress ?? (() => {}), recorder: recorder ?? currentRecorder() };
}
