import * as v from 'valibot';
import { concurrencySchema, functionSchema, signalSchema } from '../read/read-many-options.ts';
import { readModes, type ReadMode } from '../read/read-mode.ts';
import type { FileKind } from './file-kind.ts';

/** Options of `walk`, each with a default; what it cannot use is `NSI_IO_WALK_OPTION`. */
export interface WalkOptions {
  /**
   * Who makes the calls: a `worker` (also what `auto` means), libuv's threads (`async`) or this thread (`sync`). All find the same.
   * Default `auto`.
   */
  readonly mode?: ReadMode;
  /** Directories in flight at a time in mode `async`, 1–4096. Default 16. */
  readonly concurrency?: number;
  /** What is reported. Default `['file']`. */
  readonly kinds?: readonly FileKind[];
  /**
   * Globs over the path below the root, one of which a path must match: `*` and `?` within a name, `**` over folders, `[a-z]`, `{one,two}`.
   * Folders that can hold no match are not entered. Default: everything.
   */
  readonly include?: readonly string[];
  /** Globs of what is left out, directories with all that is in them. Default: nothing. */
  readonly exclude?: readonly string[];
  /** Whether names that begin with a dot count. Default true. */
  readonly hidden?: boolean;
  /** How deep to go; 1 is the root's own entries. Default: all the way. */
  readonly maxDepth?: number;
  /**
   * Whether a symbolic link counts as what it leads to. A directory is then entered once, by its own path where it lies below the root;
   * further links to it are reported as `symlink`, as are those that lead nowhere. Default false: a link is reported as `symlink` and not
   * entered.
   */
  readonly followLinks?: boolean;
  /** Whether paths begin below the root instead of with it. Default false. */
  readonly relative?: boolean;
  /** Ends the walk, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called for each directory that cannot be read; the walk goes on. Left out, the walk throws `NSI_IO_READ_FAILED`. That a directory
   * vanished meanwhile is no error; that the root cannot be read always is.
   */
  readonly onError?: (error: Error, path: string) => void;
}

export interface WalkSettings {
  readonly mode: ReadMode;
  readonly concurrency: number;
  readonly kinds: readonly FileKind[];
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly hidden: boolean;
  readonly maxDepth: number;
  readonly followLinks: boolean;
  readonly relative: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onError?: (error: Error, path: string) => void;
}

const globs = v.exactOptional(v.optional(v.array(v.string())));

export const walkSchema: v.GenericSchema<unknown, WalkSettings> = v.strictObject({
  mode: v.picklist(readModes),
  concurrency: concurrencySchema,
  kinds: v.pipe(v.array(v.picklist(['file', 'directory', 'symlink', 'other'])), v.minLength(1, 'at least one kind')),
  include: globs,
  exclude: globs,
  hidden: v.boolean(),
  maxDepth: v.union([v.literal(Infinity), v.pipe(v.number(), v.safeInteger(), v.minValue(1))], 'a whole number from 1'),
  followLinks: v.boolean(),
  relative: v.boolean(),
  signal: v.exactOptional(signalSchema),
  onError: v.exactOptional(functionSchema<(error: Error, path: string) => void>()),
});

export const walkDefaults: Omit<WalkSettings, 'include' | 'exclude' | 'signal' | 'onError'> = Object.freeze({
  mode: 'auto',
  concurrency: 16,
  kinds: Object.freeze(['file'] as const),
  hidden: true,
  maxDepth: Infinity,
  followLinks: false,
  relative: false,
});
