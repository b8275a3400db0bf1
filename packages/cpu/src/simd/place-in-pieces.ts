import type { MemoryHome } from '../arena/memory-home.ts';
import { classOf, dtypeOf, type NumArray } from '../arena/num-array.ts';
import { copiesHome, scratchOf } from './copies-home.ts';

const pieceLength = 65_536;

/** Copies arrays of one length piece by piece to where kernels can read them, and the last one back after each. */
export function placeInPieces(
  arrays: readonly NumArray[],
  run: (home: MemoryHome, addresses: readonly number[], count: number) => void,
): void {
  const output = arrays.at(-1) as NumArray;
  const length = Math.min(output.length, pieceLength);
  const home = copiesHome();
  const sizes = arrays.map(({ BYTES_PER_ELEMENT }) => Math.ceil((length * BYTES_PER_ELEMENT) / 64) * 64);
  let free = scratchOf(
    home,
    sizes.reduce((sum, size) => sum + size, 64),
  );
  const pieces = arrays.map((array, index) => {
    const piece = new (classOf(dtypeOf(array)))(home.memory.buffer, free, length);
    free += sizes[index] as number;
    return piece;
  });
  const addresses = pieces.map(({ byteOffset }) => byteOffset);
  for (let from = 0; from < output.length; from += pieceLength) {
    const count = Math.min(pieceLength, output.length - from);
    for (const [index, array] of arrays.entries()) (pieces[index] as NumArray).set(array.subarray(from, from + count));
    run(home, addresses, count);
    output.set((pieces.at(-1) as NumArray).subarray(0, count), from);
  }
}
