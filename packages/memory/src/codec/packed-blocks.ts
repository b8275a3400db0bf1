import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';
import { unpackBlock, type UnpackPlan } from './block.ts';
import { blockHeaderBytes, headerBytes, isStaged, sizeMask, type PackedHeader } from './packed-header.ts';

/** Walks from block to block: all must be there, within their bound, and nothing behind them. Done before anything is allocated. */
export function checkBlocks(packed: Uint8Array, header: PackedHeader): void {
  const blockCount = Math.ceil(header.length / header.blockLength);
  // No block is shorter than its header, so a claim of more blocks than fit is refused before the walk.
  if (blockCount * blockHeaderBytes > packed.length - headerBytes) throw truncated(packed);
  let position = headerBytes;
  for (let index = 0; index < blockCount; index++) position = blockEndAt(packed, position, blockBytes(header, index));
  if (position < packed.length) {
    throw memoryError(
      'NSI_MEMORY_CODEC_TRAILING',
      `expected nothing after the ${position} bytes of the packed array, got ${packed.length - position} more`,
    );
  }
}

/** Where each block of a checked array begins, and where the last one ends. */
export function blockStarts(packed: Uint8Array, header: PackedHeader): readonly number[] {
  const starts = [headerBytes];
  for (let index = 0; index * header.blockLength < header.length; index++) {
    starts.push(blockEndAt(packed, starts[index] as number, blockBytes(header, index)));
  }
  return starts;
}

/** Plain bytes of block `index`: the last one may be shorter. */
export function blockBytes({ length, blockLength, layout }: PackedHeader, index: number): number {
  return Math.min(blockLength, length - index * blockLength) * layout.width;
}

/** Where the block at `position` ends. Throws when it is cut off, or larger than its plain bytes, which no block is. */
export function blockEndAt(packed: Uint8Array, position: number, plainLength: number): number {
  if (position + blockHeaderBytes > packed.length) throw truncated(packed);
  const word =
    (packed[position] as number) |
    ((packed[position + 1] as number) << 8) |
    ((packed[position + 2] as number) << 16) |
    ((packed[position + 3] as number) << 24);
  const payloadLength = word & sizeMask;
  if (payloadLength > plainLength) {
    throw memoryError('NSI_MEMORY_CODEC_CORRUPT', `expected a block of at most ${plainLength} bytes at ${position}, got ${payloadLength}`);
  }
  const end = position + blockHeaderBytes + payloadLength;
  if (end > packed.length) throw truncated(packed);
  return end;
}

/** Unpacks every block of an array that was checked into the beginning of `output`. */
export function writeElements(kernels: Kernels, packed: Uint8Array, plan: UnpackPlan, output: Uint8Array): void {
  const { header } = plan;
  const { length, blockLength, layout, isSwapped } = header;
  if (length <= blockLength && isStaged(packed)) {
    if (length > 0) writeBlock(kernels, plan, 0, 0, output);
  } else {
    writeBlocks(kernels, packed, headerBytes, plan, 0, output);
  }
  if (isSwapped) swapBytes(output.subarray(0, length * layout.width), layout.width);
}

/** Unpacks the blocks from `position` on; the first of them is block `firstBlock` of the whole array. */
export function writeBlocks(
  kernels: Kernels,
  packed: Uint8Array,
  position: number,
  plan: UnpackPlan,
  firstBlock: number,
  output: Uint8Array,
): void {
  const { length, blockLength } = plan.header;
  for (let index = 0; index * blockLength < length; index++) {
    // Looked at again, because shared memory may have changed since it was checked.
    const end = blockEndAt(packed, position, blockBytes(plan.header, index));
    stagePacked(kernels, packed, position, end);
    writeBlock(kernels, plan, index, firstBlock + index, output);
    position = end;
  }
}

/** Copies a packed block to `PACKED`. */
export function stagePacked({ bytes, at }: Kernels, packed: Uint8Array, position: number, end: number): void {
  if (end > packed.length)
    throw memoryError('NSI_MEMORY_CODEC_BUFFER', 'expected the packed bytes to stay, got ones that were detached or resized');
  bytes.set(packed.subarray(position, end), at.PACKED);
}

/** Unpacks the block at `PACKED`, the run's block `index` and the array's block `place`, to where it belongs in `output`. */
function writeBlock(kernels: Kernels, plan: UnpackPlan, index: number, place: number, output: Uint8Array): void {
  const { blockLength, layout } = plan.header;
  const size = blockBytes(plan.header, index);
  const address = unpackBlock(kernels, plan, size / layout.width, place);
  output.set(kernels.bytes.subarray(address, address + size), index * blockLength * layout.width);
}

/** Turns the bytes of every element around. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) buffer.swap16();
  else if (width === 4) buffer.swap32();
  else if (width === 8) buffer.swap64();
}

function truncated(packed: Uint8Array): Error {
  return memoryError('NSI_MEMORY_CODEC_TRUNCATED', `expected the rest of a packed array, got the first ${packed.length} bytes`);
}
