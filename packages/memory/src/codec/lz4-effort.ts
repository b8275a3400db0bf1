/** How hard the LZ4 kernel looks for matches. */
export interface Lz4Effort {
  /** Steps over that many more bytes after misses; 1 looks everywhere. */
  readonly acceleration: number;
  /** Bytes that must agree before a match is tried: 6 passes over the short matches that cost time and save little. */
  readonly hashBytes: number;
}

/** By level, 1 (fastest) to 6 (smallest); level 0 does not exist. */
const efforts: readonly Lz4Effort[] = Object.freeze([
  { acceleration: 1, hashBytes: 6 },
  { acceleration: 16, hashBytes: 6 },
  { acceleration: 8, hashBytes: 6 },
  { acceleration: 4, hashBytes: 6 },
  { acceleration: 2, hashBytes: 6 },
  { acceleration: 1, hashBytes: 6 },
  { acceleration: 1, hashBytes: 5 },
]);

export function lz4Effort(level: number): Lz4Effort {
  return efforts[level] as Lz4Effort;
}
