import { createCache, createDisabledCache, type Cache } from '@nsi/memory';
import { decodeFrame } from './frame-codec.ts';
import type { ReadAt } from './frame-scan.ts';
import { ioError } from '../errors.ts';
import type { PackLayout } from './read-layout.ts';

/** Decoded frames of a pack, each loaded once at a time and kept while there is room. */
export class PackFrames implements Disposable {
  readonly layout: PackLayout;
  readonly #cache: Cache<number, Buffer>;
  readonly #readAt: ReadAt;

  constructor(layout: PackLayout, readAt: ReadAt, cacheBytes: number) {
    this.layout = layout;
    this.#readAt = readAt;
    const options = { name: 'io-pack', maxBytes: Math.max(1, cacheBytes), load: (index: number) => this.decode(index) };
    this.#cache = cacheBytes === 0 ? createDisabledCache(options) : createCache(options);
  }

  /** Number of the frame that holds byte `offset` of the content, which must be there. */
  indexAt(offset: number): number {
    const { frames } = this.layout;
    let [low, high] = [0, frames.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((frames[middle]?.offset ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** What a frame holds: at once when it is kept, else a promise. Shared by all who ask: not to be written to. */
  get(index: number, signal: AbortSignal | undefined): Buffer | Promise<Buffer> {
    return this.#cache.getOrLoad(index, signal === undefined ? undefined : { signal });
  }

  /** What a frame holds, past the cache: for those who read each once. */
  async decode(index: number): Promise<Buffer> {
    const { frames, codec } = this.layout;
    const frame = frames[index];
    if (frame === undefined) throw new RangeError(`expected a frame of 0 to ${frames.length - 1}, got ${index}`);
    const packed = await this.#readAt(frame.position, frame.packedBytes);
    if (packed.length < frame.packedBytes)
      throw ioError('NSI_IO_PACK_CORRUPT', `expected frame ${index} to be whole, got the end of the file`);
    return decodeFrame(codec, packed, frame.plainBytes);
  }

  [Symbol.dispose](): void {
    this.#cache[Symbol.dispose]();
  }
}
