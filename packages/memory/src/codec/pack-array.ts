import { memoryError } from '../errors.ts';
import { useKernels, type Kernels } from '../kernels.ts';
import { packBlock } from './block.ts';
import type { ElementArray } from './element-type.ts';
import { planPack, type PackOptions, type PackPlan } from './pack-options.ts';
import { blockHeaderBytes, headerBytes, maxBlockLength, writeHeader } from './packed-header.ts';

/**
 * Packs a typed array into self-describing bytes: what it holds, how it was encoded, and checksums. `unpackArray` gives it back.
 * The result is a `Buffer`; small ones share the pool of `Buffer.allocUnsafe`.
 *
 * @example
 * const packed = packArray(Float32Array.of(1, 2, 3));
 * const array = unpackArray(packed);
 */
export function packArray(array: ElementArray, options: PackOptions = {}): Buffer {
  const kernels = useKernels();
  const plan = planPack(kernels, array, options);
  if (plan.header.length <= plan.header.blockLength) {
    const { bytes, at } = kernels;
    const size = packFirstBlock(kernels, plan);
    const packed = Buffer.allocUnsafe(size);
    bytes.copy(packed, 0, at.HEADER, at.HEADER + size);
    return packed;
  }
  // Untouched pages of a large buffer take no memory, so the bound costs nothing.
  const scratch = Buffer.allocUnsafeSlow(boundOf(plan));
  return Buffer.from(scratch.subarray(0, writePacked(kernels, plan, scratch)));
}

/**
 * Packs `array` into `output` and returns how many bytes that took; allocates nothing that grows with the array.
 * Throws `NSI_MEMORY_CODEC_OUTPUT` when `output` has less than it takes; `maxPackedBytes(array)` is always enough.
 */
export function compressInto(array: ElementArray, output: Uint8Array, options: PackOptions = {}): number {
  const kernels = useKernels();
  return writePacked(kernels, planPack(kernels, array, options), output);
}

/** Bytes that `array` takes at most once it is packed: its own, and a little for each block. */
export function maxPackedBytes(array: ElementArray, { blockLength = maxBlockLength }: Pick<PackOptions, 'blockLength'> = {}): number {
  return headerBytes + array.byteLength + Math.ceil(array.length / blockLength) * blockHeaderBytes;
}

function boundOf({ bytes, header }: PackPlan): number {
  const { length, blockLength } = header;
  return headerBytes + bytes.length + Math.ceil(length / blockLength) * blockHeaderBytes;
}

function writePacked(kernels: Kernels, plan: PackPlan, output: Uint8Array): number {
  const { bytes: memory, at } = kernels;
  const { bytes, header } = plan;
  const { length, blockLength, layout } = header;
  const firstSize = packFirstBlock(kernels, plan);
  if (firstSize > output.length) throw tooSmall(output);
  output.set(memory.subarray(at.HEADER, at.HEADER + firstSize));
  let position = firstSize;
  for (let start = blockLength, index = 1; start < length; start += blockLength, index++) {
    const end = Math.min(start + blockLength, length);
    memory.set(bytes.subarray(start * layout.width, end * layout.width), at.PLAIN);
    const size = packBlock(kernels, plan, end - start, index);
    if (position + size > output.length) throw tooSmall(output);
    output.set(memory.subarray(at.PACKED, at.PACKED + size), position);
    position += size;
  }
  return position;
}

/** Packs the header and the first block at `HEADER` and returns the size of both. An empty array has no block. */
function packFirstBlock(kernels: Kernels, plan: PackPlan): number {
  const { bytes: memory, at } = kernels;
  const { bytes, header } = plan;
  const { length, blockLength, layout } = header;
  writeHeader(kernels, header);
  if (length === 0) return headerBytes;
  const isWhole = length <= blockLength;
  memory.set(isWhole ? bytes : bytes.subarray(0, blockLength * layout.width), at.PLAIN);
  return headerBytes + packBlock(kernels, plan, isWhole ? length : blockLength, 0);
}

function tooSmall(output: Uint8Array): Error {
  return memoryError('NSI_MEMORY_CODEC_OUTPUT', `expected an output that holds the packed array, got ${output.length} bytes`);
}
