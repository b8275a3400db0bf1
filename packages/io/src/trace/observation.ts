/** Where in the program a call was made: the frame that made it, and the first outside `node_modules` where that is another. */
export interface CallSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly function: string | undefined;
  readonly caller: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

/** All calls of one function from one place. */
export interface CallTotal {
  /** Name in `node:fs`, such as `writeSync`; `promises.` or `FileHandle.` stands before those of promises. */
  readonly call: string;
  /** Index into `sites`; -1 when no frame of the program was on the stack. */
  readonly site: number;
  count: number;
  bytes: number;
  maxBytes: number;
  /** Blocking calls only: how many came after the program had started, and the time those took. */
  lateCount: number;
  lateNs: number;
  /** One of the files. */
  readonly path: string;
}

/** One change of the state of a file, as far as durability goes. Consecutive writes of a file are one step. */
export interface FileStep {
  readonly call: 'open' | 'write' | 'truncate' | 'fdatasync' | 'fsync' | 'rename' | 'unlink' | 'copy';
  readonly path: string;
  /** Position among all steps of the process. */
  readonly order: number;
  readonly site: number;
  /** Of `rename` and `copy`: the path that takes part as the target. */
  readonly to?: string;
  /** Of `open`: what the flags say. */
  readonly flags?: { readonly truncates: boolean; readonly appends: boolean; readonly isSynced: boolean; readonly isNew: boolean };
  count: number;
  bytes: number;
}

/** What one process or thread did to files, as its collector writes it. */
export interface Observation {
  readonly process: { readonly pid: number; readonly threadId: number; readonly name: string; readonly nodeVersion: string };
  readonly sites: readonly CallSite[];
  readonly calls: readonly CallTotal[];
  readonly steps: readonly FileStep[];
  /** Steps beyond the bound were not kept. */
  readonly isTruncated: boolean;
}
