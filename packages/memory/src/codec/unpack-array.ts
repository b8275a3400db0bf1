import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { useKernels, type Kernels } from '../kernels.ts';
import { unpackBlock, type UnpackPlan } from './block.ts';
import { loadMatchingDictionary } from './dictionary.ts';
import { arrayOver, type ElementArray, type ElementType } from './element-type.ts';
import { filters, type Filter } from './filter.ts';
import { bytesOf } from './pack-options.ts';
import { blockHeaderBytes, headerBytes, isStaged, readHeader, sizeMask, type PackedHeader } from './packed-header.ts';
import type { PackedCodecName } from './packed-codec.ts';

/** 512 MiB. */
export const defaultMaxOutputBytes: number = 2 ** 29;

export interface UnpackOptions {
  /** Hard bound on the size of the array in bytes, checked before anything is allocated. Default 512 MiB. */
  readonly maxOutputBytes?: number;
  /** The dictionary that the array was packed with. */
  readonly dictionary?: Uint8Array;
}

/** What `describePacked` tells. */
export interface PackedDescription {
  readonly type: ElementType;
  /** In elements. */
  readonly length: number;
  /** Of the unpacked array. */
  readonly byteLength: number;
  readonly codec: PackedCodecName;
  readonly filter: Filter;
  /** Elements in a block. */
  readonly blockLength: number;
  readonly hasChecksums: boolean;
  readonly needsDictionary: boolean;
}

/** What packed bytes say they hold, without unpacking them. */
export function describePacked(packed: Uint8Array): PackedDescription {
  const { layout, length, codec, filter, blockLength, isChecked, dictionaryId } = readHeader(useKernels(), bytesOf(packed));
  return {
    type: layout.type,
    length,
    byteLength: length * layout.width,
    codec: codec.name,
    filter: filters[filter] as Filter,
    blockLength,
    hasChecksums: isChecked,
    needsDictionary: dictionaryId !== 0,
  };
}

/**
 * The array that `packArray` packed, over bytes of its own. Input may come from anywhere: what is truncated, changed, foreign or larger than
 * `maxOutputBytes` is a coded error, before anything is allocated where the bytes tell.
 */
export function unpackArray(packed: Uint8Array, options: UnpackOptions = {}): ElementArray {
  const kernels = useKernels();
  const input = bytesOf(packed);
  const plan = planUnpack(kernels, input, options.dictionary, options.maxOutputBytes);
  const { layout, length } = plan.header;
  checkBlocks(input, plan.header);
  const buffer = new ArrayBuffer(length * layout.width);
  writeUnpacked(kernels, input, plan, new Uint8Array(buffer));
  return arrayOver(layout, buffer, 0, length);
}

/**
 * Unpacks into the beginning of `output` and returns how many elements that were; allocates nothing that grows with the array.
 * `output` holds the packed type, or is a `Uint8Array` for its bytes.
 */
export function decompressInto(packed: Uint8Array, output: ElementArray, options: Pick<UnpackOptions, 'dictionary'> = {}): number {
  const kernels = useKernels();
  const input = bytesOf(packed);
  const target = bytesOf(output);
  const plan = planUnpack(kernels, input, options.dictionary, Infinity);
  const { layout, length } = plan.header;
  if (target !== output && output[Symbol.toStringTag] !== layout.tag) {
    throw memoryError('NSI_MEMORY_CODEC_OUTPUT', `expected an output of ${layout.type} or bytes, got a ${output[Symbol.toStringTag]}`);
  }
  if (target.length < length * layout.width) {
    throw memoryError('NSI_MEMORY_CODEC_OUTPUT', `expected an output of at least ${length * layout.width} bytes, got ${target.length}`);
  }
  checkBlocks(input, plan.header);
  writeUnpacked(kernels, input, plan, target);
  return length;
}

export function planUnpack(
  kernels: Kernels,
  packed: Uint8Array,
  dictionary: Uint8Array | undefined,
  maxOutputBytes: number = defaultMaxOutputBytes,
): UnpackPlan {
  if (!(maxOutputBytes >= 0))
    throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected \`maxOutputBytes\` to be at least 0, got ${describe(maxOutputBytes)}`);
  const header = readHeader(kernels, packed);
  const byteLength = header.length * header.layout.width;
  if (byteLength > maxOutputBytes) {
    throw memoryError(
      'NSI_MEMORY_CODEC_TOO_LARGE',
      `expected a packed array of at most ${maxOutputBytes} bytes, got one that claims ${byteLength}`,
    );
  }
  return { header, dictionary: loadMatchingDictionary(kernels, dictionary, header.dictionaryId) };
}

/** Bytes of the payload of the block at `position`. */
export function payloadLengthAt(packed: Uint8Array, position: number): number {
  const word =
    (packed[position] as number) |
    ((packed[position + 1] as number) << 8) |
    ((packed[position + 2] as number) << 16) |
    ((packed[position + 3] as number) << 24);
  return word & sizeMask;
}

/** Walks from block to block: all must be there, within their bound, and nothing behind them. */
function checkBlocks(packed: Uint8Array, { length, blockLength, layout }: PackedHeader): void {
  const blockCount = Math.ceil(length / blockLength);
  // No block is shorter than its header, so a claim of more blocks than fit is refused before the walk.
  if (blockCount * blockHeaderBytes > packed.length - headerBytes) throw truncated(packed);
  let position = headerBytes;
  for (let index = 0; index < blockCount; index++) {
    const count = Math.min(blockLength, length - index * blockLength);
    position = blockEndAt(packed, position, count * layout.width);
  }
  if (position < packed.length) {
    throw memoryError(
      'NSI_MEMORY_CODEC_TRAILING',
      `expected nothing after the ${position} bytes of the packed array, got ${packed.length - position} more`,
    );
  }
}

/** Where the block at `position` ends. Throws when it is cut off, or larger than its plain bytes, which no block is. */
export function blockEndAt(packed: Uint8Array, position: number, plainLength: number): number {
  if (position + blockHeaderBytes > packed.length) throw truncated(packed);
  const payloadLength = payloadLengthAt(packed, position);
  if (payloadLength > plainLength) {
    throw memoryError('NSI_MEMORY_CODEC_CORRUPT', `expected a block of at most ${plainLength} bytes at ${position}, got ${payloadLength}`);
  }
  const end = position + blockHeaderBytes + payloadLength;
  if (end > packed.length) throw truncated(packed);
  return end;
}

function truncated(packed: Uint8Array): Error {
  return memoryError('NSI_MEMORY_CODEC_TRUNCATED', `expected the rest of a packed array, got the first ${packed.length} bytes`);
}

function writeUnpacked(kernels: Kernels, packed: Uint8Array, plan: UnpackPlan, output: Uint8Array): void {
  const { length, blockLength, layout, isSwapped } = plan.header;
  if (length <= blockLength && isStaged(packed)) {
    if (length > 0) unpackStaged(kernels, plan, length, 0, output, 0);
  } else {
    let position = headerBytes;
    for (let start = 0, index = 0; start < length; start += blockLength, index++) {
      const end = position + blockHeaderBytes + payloadLengthAt(packed, position);
      kernels.bytes.set(packed.subarray(position, end), kernels.at.PACKED);
      unpackStaged(kernels, plan, Math.min(blockLength, length - start), index, output, start * layout.width);
      position = end;
    }
  }
  if (isSwapped) swapBytes(output.subarray(0, length * layout.width), layout.width);
}

/** Unpacks the block at `PACKED` into `output` at `offset`. */
export function unpackStaged(kernels: Kernels, plan: UnpackPlan, count: number, index: number, output: Uint8Array, offset: number): void {
  const address = unpackBlock(kernels, plan, count, index);
  output.set(kernels.bytes.subarray(address, address + count * plan.header.layout.width), offset);
}

/** Turns the bytes of every element around. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) buffer.swap16();
  else if (width === 4) buffer.swap32();
  else if (width === 8) buffer.swap64();
}
