import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';
import type { LoadedDictionary } from './dictionary.ts';
import { lz4Effort } from './lz4-effort.ts';
import { blockHeaderBytes, sizeMask, storedBit, type PackedHeader } from './packed-header.ts';
import { zlibBlocks } from './zlib-block.ts';

/** What it takes to unpack the blocks of an array. */
export interface UnpackPlan {
  readonly header: PackedHeader;
  readonly dictionary: LoadedDictionary;
}

/** What it takes to pack them. */
export interface BlockPlan extends UnpackPlan {
  readonly level: number;
}

/** Packs the `count` elements in `PLAIN` into a block at `PACKED` and returns the block's size. Hot: one call a block; see bench/codec.bench.ts. */
export function packBlock(kernels: Kernels, plan: BlockPlan, count: number, index: number): number {
  const { calls, words, at } = kernels;
  const { level, dictionary } = plan;
  const { filter, layout, codec, isChecked } = plan.header;
  let size: number;
  if (codec.name === 'lz4') {
    const { acceleration, hashBytes } = lz4Effort(level);
    size = calls.packBlock(filter, layout.width, count, acceleration, hashBytes, dictionary.length);
  } else {
    size = packForeignBlock(kernels, plan, count);
  }
  if (isChecked) calls.sealBlock(index);
  else words[(at.PACKED >> 2) + 1] = 0;
  return size;
}

/** Unpacks the block at `PACKED`, which may hold anything, and returns where its plain bytes are. Throws `NSI_MEMORY_CODEC_CORRUPT`. */
export function unpackBlock(kernels: Kernels, plan: UnpackPlan, count: number, index: number): number {
  const { calls, words, at } = kernels;
  const { filter, layout, codec, isChecked } = plan.header;
  if (isChecked && calls.isSealed(index) === 0) throw corrupt(index, 'to match its checksum');
  const isBuiltIn = codec.name === 'lz4' || (words[at.PACKED >> 2] as number) >= storedBit;
  const address = isBuiltIn
    ? calls.unpackBlock(filter, layout.width, count, plan.dictionary.length)
    : unpackForeignBlock(kernels, plan, count, index);
  if (address === 0) throw corrupt(index, 'to be well formed');
  return address;
}

function packForeignBlock({ calls, bytes, words, at }: Kernels, plan: BlockPlan, count: number): number {
  const { header, level, dictionary } = plan;
  const { codec, filter, layout } = header;
  const plainLength = count * layout.width;
  const payload = at.PACKED + blockHeaderBytes;
  const source = calls.filterBlock(filter, layout.width, count);
  const filtered = bytes.subarray(source, source + (calls.filteredLength() >>> 0));
  const encoded =
    codec.name === 'store' ? filtered : zlibBlocks[codec.name as keyof typeof zlibBlocks].encode(filtered, level, dictionary.source);
  if (encoded.length < plainLength) {
    bytes.set(encoded, payload);
    words[at.PACKED >> 2] = encoded.length;
    return blockHeaderBytes + encoded.length;
  }
  bytes.copyWithin(payload, at.PLAIN, at.PLAIN + plainLength);
  words[at.PACKED >> 2] = plainLength + storedBit;
  return blockHeaderBytes + plainLength;
}

/** Address of the plain bytes, or 0. */
function unpackForeignBlock(
  { calls, bytes, words, at, maxBlockBytes }: Kernels,
  { header, dictionary }: UnpackPlan,
  count: number,
  index: number,
): number {
  const { codec, filter, layout } = header;
  const payload = at.PACKED + blockHeaderBytes;
  const encoded = bytes.subarray(payload, payload + ((words[at.PACKED >> 2] as number) & sizeMask));
  let filtered = encoded;
  if (codec.name !== 'store') {
    try {
      const { bytes: decoded, consumed } = zlibBlocks[codec.name as keyof typeof zlibBlocks].decode(
        encoded,
        maxBlockBytes,
        dictionary.source,
      );
      if (consumed !== encoded.length) return 0;
      filtered = decoded as Buffer<ArrayBuffer>;
    } catch (cause) {
      throw corrupt(index, `to be ${codec.name}`, cause);
    }
  }
  bytes.set(filtered, at.WORK);
  return calls.unfilterBlock(filter, layout.width, count, filtered.length) === 0 ? 0 : at.PLAIN;
}

function corrupt(index: number, expectation: string, cause?: unknown): Error {
  return memoryError(
    'NSI_MEMORY_CODEC_CORRUPT',
    `expected block ${index} ${expectation}, got other bytes`,
    cause === undefined ? {} : { cause },
  );
}
