/** The highest frequency the sketch tells apart. */
export const maxFrequency = 15;

const rows = 4;
const placesPerRow = 16;
const blockBytes = rows * placesPerRow;

/**
 * How often a key was seen, approximately and in the recent past: a count-min sketch whose counts are halved by `age`.
 * Never too low between two halvings. The four counters of a key share one 64-byte block, so that a look costs one cache line.
 */
export class FrequencySketch {
  #counts: Uint8Array = new Uint8Array(blockBytes);
  #blockMask = 0;

  /** Makes room for about `entryCount` keys, 4 to 8 bytes each. What was counted stays counted. */
  fit(entryCount: number): void {
    while (this.#counts.length < entryCount * rows) this.#double();
  }

  add(hash: number, amount: number): void {
    const counts = this.#counts;
    const block = this.#blockOf(hash);
    for (let row = 0; row < rows; row++) {
      const place = block + row * placesPerRow + ((hash >>> (row * 4)) & 15);
      counts[place] = Math.min(maxFrequency, (counts[place] as number) + amount);
    }
  }

  frequency(hash: number): number {
    const counts = this.#counts;
    const block = this.#blockOf(hash);
    let least = maxFrequency;
    for (let row = 0; row < rows; row++) {
      least = Math.min(least, counts[block + row * placesPerRow + ((hash >>> (row * 4)) & 15)] as number);
    }
    return least;
  }

  /** Halves every count, so that the past weighs less than the present. */
  age(): void {
    const words = new Uint32Array(this.#counts.buffer);
    // Four counters at a time: the mask clears the bit that each passes to its neighbour.
    for (let index = 0; index < words.length; index++) words[index] = ((words[index] as number) >>> 1) & 0x7f_7f_7f_7f;
  }

  clear(): void {
    this.#counts.fill(0);
  }

  // The low 16 bits of the hash choose the counters; block bits come from a multiplication, which moves all bits to the top.
  #blockOf(hash: number): number {
    return ((Math.imul(hash, 0x9e_37_79_b1) >>> 6) & this.#blockMask) * blockBytes;
  }

  /** A key's block number gains a bit on top, so both halves start as copies: every count stays an upper bound. */
  #double(): void {
    const counts = this.#counts;
    this.#counts = new Uint8Array(counts.length * 2);
    this.#counts.set(counts);
    this.#counts.set(counts, counts.length);
    this.#blockMask = this.#blockMask * 2 + 1;
  }
}
