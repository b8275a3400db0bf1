import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';
import { keepDictionary, type LoadedDictionary } from './dictionary.ts';
import { lz4Effort } from './lz4-effort.ts';
import { blockHeaderBytes, sizeMask, storedBit, type PackedHeader } from './packed-header.ts';
import { zlibFormatOf } from './zlib-block.ts';

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
    if (dictionary.length > 0) keepDictionary(kernels, dictionary);
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
  const { calls } = kernels;
  const { filter, layout, codec, isChecked } = plan.header;
  if (plan.dictionary.length > 0) keepDictionary(kernels, plan.dictionary);
  if (isChecked && calls.isSealed(index) === 0) throw corruptBlock(index, 'to match its checksum');
  const isBuiltIn = codec.name === 'lz4' || isStoredBlock(kernels);
  const address = isBuiltIn
    ? calls.unpackBlock(filter, layout.width, count, plan.dictionary.length)
    : unpackForeignBlock(kernels, plan, count, index);
  if (address === 0) throw corruptBlock(index, 'to be well formed');
  return address;
}

/** Whether the block at `PACKED` holds plain bytes. */
export function isStoredBlock({ words, at }: Kernels): boolean {
  return (words[at.PACKED >> 2] as number) >= storedBit;
}

function packForeignBlock(kernels: Kernels, { header, level, dictionary }: BlockPlan, count: number): number {
  const { codec, filter, layout } = header;
  const filtered = filterStaged(kernels, filter, layout.width, count);
  const encoded = zlibFormatOf(codec.name)?.encode(filtered, { level, dictionary: dictionary.source, hasChecksum: false }) ?? filtered;
  return placeBlock(kernels, encoded, count * layout.width);
}

/** A view of what the filter makes of the elements in `PLAIN`; the next call overwrites it. */
export function filterStaged({ calls, bytes }: Kernels, filter: number, width: number, count: number): Uint8Array {
  const source = calls.filterBlock(filter, width, count);
  return bytes.subarray(source, source + (calls.filteredLength() >>> 0));
}

/** Puts a block of `encoded` bytes at `PACKED`, or of the plain ones in `PLAIN` when they are no more, and returns its size. */
export function placeBlock({ bytes, words, at }: Kernels, encoded: Uint8Array, plainLength: number): number {
  const payload = at.PACKED + blockHeaderBytes;
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
function unpackForeignBlock(kernels: Kernels, { header, dictionary }: UnpackPlan, count: number, index: number): number {
  const { codec, filter, layout } = header;
  const encoded = payloadOf(kernels);
  const format = zlibFormatOf(codec.name);
  if (!format) return unfilter(kernels, encoded, filter, layout.width, count);
  try {
    const { bytes, consumed } = format.decode(encoded, { maxOutputBytes: kernels.maxBlockBytes, dictionary: dictionary.source });
    return consumed === encoded.length ? unfilter(kernels, bytes, filter, layout.width, count) : 0;
  } catch (cause) {
    throw corruptBlock(index, `to be ${codec.name}`, cause);
  }
}

/** A view of the payload of the block at `PACKED`. */
export function payloadOf({ bytes, words, at }: Kernels): Uint8Array {
  const payload = at.PACKED + blockHeaderBytes;
  return bytes.subarray(payload, payload + ((words[at.PACKED >> 2] as number) & sizeMask));
}

/** Undoes the filter on `filtered`; address of the plain bytes, or 0. */
export function unfilter(
  { calls, bytes, at, maxBlockBytes }: Kernels,
  filtered: Uint8Array,
  filter: number,
  width: number,
  count: number,
): number {
  if (filtered.length > maxBlockBytes) return 0;
  bytes.set(filtered, at.WORK);
  return calls.unfilterBlock(filter, width, count, filtered.length) === 0 ? 0 : at.PLAIN;
}

export function corruptBlock(index: number, expectation: string, cause?: unknown): Error {
  return memoryError(
    'NSI_MEMORY_CODEC_CORRUPT',
    `expected block ${index} ${expectation}, got other bytes`,
    cause === undefined ? {} : { cause },
  );
}
