import type { TakeSlab } from './slabs.ts';

/** Most bytes of one look. */
export const stretchBytes: number = 64 * 1024;

/**
 * Finds the line feeds of a stretch of bytes. There is one for all readings of a thread: what it found is valid until the next look, so nobody
 * may wait between a look and what it is for.
 */
export interface LineFinder {
  /** Looks at `bytes` from `start` to `end`, at most `stretchBytes`. Gives the number of line feeds. */
  look(bytes: Buffer, start: number, end: number): number;
  /** Where they lie, counted from `start`; behind their number stands what earlier looks found. */
  readonly places: Uint32Array;
  /** Whether there is a carriage return among those bytes. */
  readonly hasReturns: boolean;
  /** Whether all those bytes are ASCII. */
  readonly isAscii: boolean;
  /** Memory in which looking costs least. */
  readonly takeSlab: TakeSlab;
}
