/** Blocks of one memory: which bytes are taken and which are free. Addresses and sizes are multiples of `blockBytes`. */
export interface BlockList {
  /** Address of `bytes` bytes, or `undefined` when no free block is large enough. */
  take(bytes: number): number | undefined;
  /** Gives a block back and returns its size, or `undefined` when nothing was taken at `address`. */
  give(address: number): number | undefined;
  /** Adds free bytes at the end. */
  extend(from: number, to: number): void;
  /** Bytes in the free block that ends at `end`: what growing would add to. */
  freeAtEnd(end: number): number;
  sizeOf(address: number): number | undefined;
}

/** A cache line: neighbours that different threads write to never share one. */
export const blockBytes = 64;

interface Free {
  readonly address: number;
  readonly bytes: number;
}

/** First fit over free blocks sorted by address, which are joined when they touch. */
export function createBlockList(): BlockList {
  const taken = new Map<number, number>();
  const free: Free[] = [];

  const insert = (address: number, bytes: number): void => {
    const index = lowerBound(free, address);
    const before = free[index - 1];
    const after = free[index];
    const joinsBefore = before !== undefined && before.address + before.bytes === address;
    const joinsAfter = after !== undefined && address + bytes === after.address;
    const start = joinsBefore ? before.address : address;
    const end = joinsAfter ? after.address + after.bytes : address + bytes;
    free.splice(joinsBefore ? index - 1 : index, Number(joinsBefore) + Number(joinsAfter), { address: start, bytes: end - start });
  };

  return {
    take(bytes) {
      const index = free.findIndex((block) => block.bytes >= bytes);
      const block = free[index];
      if (!block) return undefined;
      if (block.bytes === bytes) free.splice(index, 1);
      else free[index] = { address: block.address + bytes, bytes: block.bytes - bytes };
      taken.set(block.address, bytes);
      return block.address;
    },
    give(address) {
      const bytes = taken.get(address);
      if (bytes === undefined) return undefined;
      taken.delete(address);
      insert(address, bytes);
      return bytes;
    },
    extend: (from, to) => insert(from, to - from),
    freeAtEnd(end) {
      const last = free.at(-1);
      return last !== undefined && last.address + last.bytes === end ? last.bytes : 0;
    },
    sizeOf: (address) => taken.get(address),
  };
}

function lowerBound(blocks: readonly Free[], address: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle] as Free).address < address) low = middle + 1;
    else high = middle;
  }
  return low;
}
