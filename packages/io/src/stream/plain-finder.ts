import { isAscii } from 'node:buffer';
import { stretchBytes, type LineFinder } from './line-finder.ts';
import { pooledSlabs, type TakeSlab } from './slabs.ts';

const lineFeed = 10;
const carriageReturn = 13;

/** A finder that calls `indexOf` once a line. */
export class PlainFinder implements LineFinder {
  readonly places: Uint32Array = new Uint32Array(stretchBytes);
  readonly takeSlab: TakeSlab = pooledSlabs();
  #stretch: Buffer = Buffer.alloc(0);

  get hasReturns(): boolean {
    return this.#stretch.includes(carriageReturn);
  }

  get isAscii(): boolean {
    return isAscii(this.#stretch);
  }

  look(bytes: Buffer, start: number, end: number): number {
    const stretch = bytes.subarray(start, end);
    this.#stretch = stretch;
    let count = 0;
    for (let feed = stretch.indexOf(lineFeed); feed >= 0; feed = stretch.indexOf(lineFeed, feed + 1)) this.places[count++] = feed;
    return count;
  }
}
