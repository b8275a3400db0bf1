import type { UnpackPlan } from './block.ts';
import { isBitpacked } from './filter.ts';
import { lz4Napi, type Lz4Library } from './lz4-napi.ts';
import { storedBit } from './packed-header.ts';
import { zlibFormatOf } from './zlib-block.ts';

/** Bytes of a stream's length and kind. */
const wordBytes = 4;

/** Encodes the filtered bytes of a block of `count` elements on libuv's threads. The result may be longer than the plain bytes. */
export async function encodeOnLibuv(
  { header, dictionary }: UnpackPlan,
  level: number,
  filtered: Uint8Array,
  count: number,
): Promise<Uint8Array> {
  const { codec, filter } = header;
  if (codec.name === 'store') return filtered;
  const format = zlibFormatOf(codec.name);
  if (format) return format.encodeAsync(filtered, { level, dictionary: dictionary.source, hasChecksum: false });
  const library = await lz4Napi.open(undefined);
  // Bit packing makes one stream of a length of its own, everything else one a byte plane.
  const streamLength = isBitpacked(filter) ? filtered.length : count;
  const streams = Array.from({ length: filtered.length / streamLength }, (_, plane) =>
    encodeStream(library, filtered.subarray(plane * streamLength, (plane + 1) * streamLength), dictionary.source),
  );
  return Buffer.concat(await Promise.all(streams));
}

/** An LZ4 stream as the kernels write it: a word of its length and kind, and the raw block. */
async function encodeStream({ compress }: Lz4Library, plain: Uint8Array, dictionary: Uint8Array | undefined): Promise<Uint8Array> {
  // What it returns begins with the plain size, in the place where the word goes.
  const stream = Buffer.from(await compress(plain, dictionary));
  if (stream.length - wordBytes < plain.length) {
    stream.writeUInt32LE(stream.length - wordBytes);
    return stream;
  }
  const stored = Buffer.allocUnsafe(wordBytes + plain.length);
  stored.writeUInt32LE(plain.length + storedBit);
  stored.set(plain, wordBytes);
  return stored;
}
