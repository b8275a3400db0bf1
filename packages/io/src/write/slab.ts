/** Bytes that wait for the system. */
export interface Slab {
  readonly bytes: Buffer;
  /** How many of `bytes` are to be written. */
  readonly length: number;
  /** Where they go in the file; `null` where the system decides. */
  readonly position: number | null;
  /** How many are written. */
  written: number;
  /** Counts from 1. */
  readonly sequence: number;
}

const mostSpare = 2;

/** Slabs of one size, of which two are kept for use again: one is filled while the other is written. */
export interface SlabStock {
  take(): Buffer;
  /** Only for a slab that nobody writes from any more. */
  give(bytes: Buffer): void;
}

export function createSlabStock(slabBytes: number): SlabStock {
  const spare: Buffer[] = [];
  return {
    take: () => spare.pop() ?? Buffer.allocUnsafeSlow(slabBytes),
    give(bytes) {
      if (spare.length < mostSpare) spare.push(bytes);
    },
  };
}
