import { constants } from 'node:fs';

/** What the flags of `open` mean for durability. */
export interface OpenFlags {
  readonly writes: boolean;
  readonly creates: boolean;
  readonly truncates: boolean;
  readonly appends: boolean;
  readonly isSynced: boolean;
}

/** Reads flags as `node:fs` takes them: a number, text such as `wx+` or `as`, or nothing. */
export function readOpenFlags(flags: unknown): OpenFlags {
  if (typeof flags === 'number') {
    const has = (bit: number | undefined): boolean => bit !== undefined && bit !== 0 && (flags & bit) === bit;
    return {
      writes: has(constants.O_WRONLY) || has(constants.O_RDWR),
      creates: has(constants.O_CREAT),
      truncates: has(constants.O_TRUNC),
      appends: has(constants.O_APPEND),
      isSynced: has(constants.O_SYNC) || has(constants.O_DSYNC),
    };
  }
  const text = typeof flags === 'string' ? flags : 'r';
  return {
    writes: /[wa+]/.test(text),
    creates: /[wa]/.test(text),
    truncates: text.startsWith('w'),
    appends: text.includes('a'),
    isSynced: text.includes('s'),
  };
}
