import { ahead, decodedAhead, numbersFrom } from './ahead.ts';
import type { PackFrames } from './pack-frames.ts';

/** The content of a pack from its beginning, each frame decoded once. */
export class ContentReader implements AsyncDisposable {
  readonly #frames: AsyncGenerator<Buffer, void, undefined>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(pack: PackFrames) {
    this.#frames = ahead(numbersFrom(0, pack.layout.frames.length - 1), decodedAhead, (index) => pack.decode(index));
  }

  /** The next `length` bytes in pieces, as they lie in frames. */
  async *take(length: number): AsyncGenerator<Buffer, void, undefined> {
    for (let left = length; left > 0;) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#frames.next();
        // The index was held against the frames when the pack was opened.
        if (done === true) throw new RangeError(`expected ${left} more bytes of content, got the end`);
        this.#rest = value;
      }
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#frames.return();
  }
}
