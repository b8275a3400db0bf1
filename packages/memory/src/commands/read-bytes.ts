import { open, type FileHandle } from 'node:fs/promises';
import { memoryError } from '../errors.ts';

const readBytes = 1 << 26;

/** All bytes of a file, also when they are more than the 2 GiB that `readFile` takes. */
export async function readWhole(path: string, signal: AbortSignal): Promise<Uint8Array> {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = new Uint8Array(size);
  for (let position = 0; position < size; position += readBytes) {
    signal.throwIfAborted();
    await readFully(file, bytes.subarray(position, position + readBytes), position);
  }
  return bytes;
}

export interface SampleOptions {
  /** Bytes of an element: slices begin where one does. */
  readonly width: number;
  /** Bytes before the first element. */
  readonly skipBytes: number;
  readonly maxBytes: number;
}

/** Eight slices from the beginning of a file to its end, or all of it when it is small. */
export async function readSample(path: string, { width, skipBytes, maxBytes }: SampleOptions): Promise<Uint8Array> {
  await using file = await open(path);
  const { size } = await file.stat();
  const length = Math.floor((size - skipBytes) / width);
  const wanted = Math.min(length, Math.floor(maxBytes / width));
  const sliceCount = wanted < length ? 8 : 1;
  const sliceLength = Math.floor(wanted / sliceCount);
  const sample = new Uint8Array(sliceLength * sliceCount * width);
  for (let slice = 0; slice < sliceCount; slice++) {
    const start = sliceCount === 1 ? 0 : Math.floor(((length - sliceLength) * slice) / (sliceCount - 1));
    await readFully(file, sample.subarray(slice * sliceLength * width, (slice + 1) * sliceLength * width), skipBytes + start * width);
  }
  return sample;
}

async function readFully(file: FileHandle, target: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < target.length;) {
    const { bytesRead } = await file.read(target, done, target.length - done, position + done);
    if (bytesRead === 0)
      throw memoryError(
        'NSI_MEMORY_CODEC_TRUNCATED',
        `expected ${target.length - done} more bytes at ${position + done} of the file, got its end`,
      );
    done += bytesRead;
  }
}
