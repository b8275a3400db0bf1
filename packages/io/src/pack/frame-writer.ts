import { createBufferPool, type BufferLease } from '@nsi/memory';
import type { FileHandle } from 'node:fs/promises';
import { encodeFrame } from './frame-codec.ts';
import type { PackWriterSettings } from './pack-options.ts';

/** Cuts content into frames, encodes several at a time and writes them in order. */
export interface FrameWriter extends AsyncDisposable {
  readonly frames: readonly { readonly packedBytes: number; readonly plainBytes: number }[];
  /** Bytes in the file. */
  readonly position: number;
  /** Takes content over; copies it, so that the caller may use its memory again. */
  add(bytes: Uint8Array): Promise<void>;
  /** Writes what is left, as a frame that may be small. */
  flush(): Promise<void>;
  /** Writes bytes that are no content; `flush` first. */
  writeRaw(bytes: Uint8Array): Promise<void>;
}

export function createFrameWriter(
  file: FileHandle,
  { codec, level, frameBytes, concurrency }: PackWriterSettings,
  signal: AbortSignal | undefined,
): FrameWriter {
  const buffers = createBufferPool({ name: 'io-pack', maxBytes: (concurrency + 1) * frameBytes * 2, guard: false, leakSampleEvery: 0 });
  const frames: { packedBytes: number; plainBytes: number }[] = [];
  const encoding: Promise<{ readonly packed: Uint8Array; readonly plainBytes: number }>[] = [];
  let lease: BufferLease = buffers.acquire(frameBytes);
  let filled = 0;
  let position = 0;

  async function writeRaw(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position);
      done += bytesWritten;
      position += bytesWritten;
    }
  }

  async function writeOldest(): Promise<void> {
    const oldest = encoding.shift();
    if (oldest === undefined) return;
    const { packed, plainBytes } = await oldest;
    signal?.throwIfAborted();
    await writeRaw(packed);
    frames.push({ packedBytes: packed.length, plainBytes });
  }

  async function startFrame(): Promise<void> {
    const [full, plainBytes] = [lease, filled];
    const encoded = encodeFrame(codec, full.bytes.subarray(0, plainBytes), level)
      .then((packed) => ({ packed, plainBytes }))
      .finally(() => full.release());
    // Its error comes out when its turn to be written has come.
    encoded.catch(() => {});
    encoding.push(encoded);
    lease = buffers.acquire(frameBytes);
    filled = 0;
    if (encoding.length >= concurrency) await writeOldest();
  }

  return {
    frames,
    get position() {
      return position;
    },
    async add(bytes) {
      for (let taken = 0; taken < bytes.length;) {
        const part = bytes.subarray(taken, taken + frameBytes - filled);
        lease.bytes.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled === frameBytes) await startFrame();
      }
    },
    async flush() {
      if (filled > 0) await startFrame();
      while (encoding.length > 0) await writeOldest();
    },
    writeRaw,
    async [Symbol.asyncDispose]() {
      // The encoders still read the buffers.
      await Promise.allSettled(encoding);
      lease.release();
      buffers[Symbol.dispose]();
    },
  };
}
