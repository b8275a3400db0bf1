import { memoryError } from '../errors.ts';
import { useKernels, type Kernels } from '../kernels.ts';
import { packBlock } from './block.ts';
import type { ElementArray } from './element-type.ts';
import { bytesOf, planPack, type PackOptions, type PackPlan } from './pack-options.ts';
import { blockHeaderBytes, headerBytes, maxBlockLength, writeHeader } from './packed-header.ts';

/**
 * Packs a typed array into self-describing bytes: what it holds, how it was encoded, and checksums. `unpackArray` gives it back.
 * The result is a `Buffer`; small ones share the pool of `Buffer.allocUnsafe`.
 *
 * @example
 * ```ts run
 * import { packArray, unpackArray } from '@nsi/memory';
 *
 * const packed = packArray(Float32Array.of(1, 2, 3));
 * console.log(unpackArray(packed)); // Float32Array(3) [ 1, 2, 3 ]
 * ```
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
  return writePacked(kernels, planPack(kernels, array, options), bytesOf(output));
}

/** Bytes that `array` takes at most once it is packed: its own, and a little for each block. */
export function maxPackedBytes(array: ElementArray, { blockLength = maxBlockLength }: Pick<PackOptions, 'blockLength'> = {}): number {
  return headerBytes + array.byteLength + Math.ceil(array.length / blockLength) * blockHeaderBytes;
}

/** Packs the blocks of a plan alone; the first of them is block `firstBlock` of the whole array. */
export function packBlocks(kernels: Kernels, plan: PackPlan, firstBlock: number): Buffer {
  const scratch = Buffer.allocUnsafeSlow(boundOf(plan));
  return Buffer.from(scratch.subarray(0, writeBlocks(kernels, plan, 0, firstBlock, scratch, 0)));
}

function boundOf({ bytes, header }: PackPlan): number {
  const { length, blockLength } = header;
  return headerBytes + bytes.length + Math.ceil(length / blockLength) * blockHeaderBytes;
}

function writePacked(kernels: Kernels, plan: PackPlan, output: Uint8Array): number {
  const { bytes: memory, at } = kernels;
  const size = packFirstBlock(kernels, plan);
  if (size > output.length) throw tooSmall(output);
  output.set(memory.subarray(at.HEADER, at.HEADER + size));
  return writeBlocks(kernels, plan, 1, 0, output, size);
}

/** Packs the plan's blocks from `index` on into `output` at `position`, and returns where they end. */
function writeBlocks(kernels: Kernels, plan: PackPlan, index: number, firstBlock: number, output: Uint8Array, position: number): number {
  const { bytes: memory, at } = kernels;
  for (; index * plan.header.blockLength < plan.header.length; index++) {
    const size = packBlock(kernels, plan, stageBlock(kernels, plan, index), firstBlock + index);
    if (position + size > output.length) throw tooSmall(output);
    output.set(memory.subarray(at.PACKED, at.PACKED + size), position);
    position += size;
  }
  return position;
}

/** Copies the plain bytes of a block to `PLAIN` and returns how many elements they are. Throws when the array has shrunk since it was planned. */
export function stageBlock({ bytes: memory, at }: Kernels, { bytes, header }: PackPlan, index: number): number {
  const { length, blockLength, layout } = header;
  const start = index * blockLength;
  const count = Math.min(blockLength, length - start);
  const end = (start + count) * layout.width;
  if (end > bytes.length) {
    throw memoryError('NSI_MEMORY_CODEC_BUFFER', `expected the array to keep its ${length} elements, got one that was detached or resized`);
  }
  memory.set(count === length && end === bytes.length ? bytes : bytes.subarray(start * layout.width, end), at.PLAIN);
  return count;
}

/** Packs the header and the first block at `HEADER` and returns the size of both. An empty array has no block. */
function packFirstBlock(kernels: Kernels, plan: PackPlan): number {
  writeHeader(kernels, plan.header);
  return plan.header.length === 0 ? headerBytes : headerBytes + packBlock(kernels, plan, stageBlock(kernels, plan, 0), 0);
}

function tooSmall(output: Uint8Array): Error {
  return memoryError('NSI_MEMORY_CODEC_OUTPUT', `expected an output that holds the packed array, got ${output.length} bytes`);
}
