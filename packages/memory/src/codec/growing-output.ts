import { memoryError } from '../errors.ts';

/** Bytes whose number is not known beforehand, within a bound. */
export interface GrowingOutput {
  readonly length: number;
  /** Makes room for `count` more at once. Throws `NSI_MEMORY_CODEC_TOO_LARGE` when the `claimed` number is over the bound. */
  reserve(count: number, claimed: number): void;
  append(bytes: Uint8Array): void;
  /** A view of what was appended from `start` on; valid until the next `append`. */
  since(start: number): Uint8Array;
  /** All of it, as a buffer of its own. */
  take(): Buffer;
}

export function growingOutput(maxBytes: number): GrowingOutput {
  let buffer = Buffer.alloc(0);
  let length = 0;

  function makeRoom(wanted: number): void {
    if (wanted <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.min(maxBytes, Math.max(wanted, buffer.length * 2)));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  }

  function checkBound(claimed: number): void {
    if (claimed <= maxBytes) return;
    throw memoryError('NSI_MEMORY_CODEC_TOO_LARGE', `expected content of at most ${maxBytes} bytes, got at least ${claimed}`);
  }

  return {
    get length() {
      return length;
    },
    reserve(count, claimed) {
      checkBound(length + claimed);
      makeRoom(length + count);
    },
    append(bytes) {
      checkBound(length + bytes.length);
      makeRoom(length + bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
    },
    since: (start) => buffer.subarray(start, length),
    take: () => (length === buffer.length ? buffer : Buffer.from(buffer.subarray(0, length))),
  };
}
