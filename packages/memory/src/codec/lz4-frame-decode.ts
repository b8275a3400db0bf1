import { memoryError } from '../errors.ts';
import { createKernels, useKernels, type Kernels } from '../kernels.ts';
import { growingOutput, type GrowingOutput } from './growing-output.ts';
import { need, rawBlockBit, readFrameHead, skippableEnd, type FrameHead } from './lz4-frame-format.ts';
import { xxh32 } from './xxh32.ts';

/** How far back a match of a linked block may reach. */
const windowBytes = 65_536;
const largestBlock = 1 << 22;
const slack = 64;
/** Independent blocks up to this size are decoded in the memory that all kernels share. */
const largestShared = 1 << 18;

/** Where a frame's blocks are decoded. */
interface Workshop {
  readonly kernels: Kernels;
  /** A packed block. */
  readonly source: number;
  /** Its plain bytes, with the window before them. */
  readonly block: number;
}

let spacious: Workshop | undefined;

/** What all frames of `input` hold, one after the other. */
export function decodeFrames(input: Buffer, maxOutputBytes: number): Buffer {
  const output = growingOutput(maxOutputBytes);
  let position = 0;
  do {
    const skipped = skippableEnd(input, position);
    position = skipped === undefined ? decodeFrame(input, position, output) : need(input, skipped, 0);
  } while (position < input.length);
  return output.take();
}

/** Decodes the frame at `position` and returns where it ends. */
function decodeFrame(input: Buffer, start: number, output: GrowingOutput): number {
  const kernels = useKernels();
  const head = readFrameHead(kernels, input, start);
  const contentStart = output.length;
  // No block expands more than 255 times, so a larger claim is a lie, whatever the bound allows.
  if (head.contentBytes !== undefined) output.reserve(Math.min(head.contentBytes, (input.length - start) * 255), head.contentBytes);
  const position = decodeBlocks(input, head, output);
  const content = output.since(contentStart);
  if (head.contentBytes !== undefined && head.contentBytes !== content.length) {
    throw corrupt(`${head.contentBytes} bytes of content`, `${content.length}`);
  }
  if (!head.hasContentChecksum) return position;
  const end = need(input, position, 4);
  if (input.readUInt32LE(position) !== xxh32(kernels, content)) throw corrupt('the content to match its checksum', 'another');
  return end;
}

/** Decodes blocks up to the end mark and returns the position behind it. */
function decodeBlocks(input: Buffer, head: FrameHead, output: GrowingOutput): number {
  const workshop = workshopFor(head);
  let position = head.end;
  let window = 0;
  for (;;) {
    const begin = need(input, position, 4);
    const word = input.readUInt32LE(position);
    if (word === 0) return begin;
    const size = word % rawBlockBit;
    const isRaw = word >= rawBlockBit;
    if (size > head.maxBlockBytes) throw corrupt(`a block of at most ${head.maxBlockBytes} bytes`, `${size}`);
    position = need(input, begin, size);
    const packed = input.subarray(begin, position);
    if (head.hasBlockChecksums) {
      if (input.readUInt32LE(need(input, position, 4) - 4) !== xxh32(useKernels(), packed))
        throw corrupt('a block to match its checksum', 'another');
      position += 4;
    }
    const { kernels, block } = workshop;
    const length = decodeBlock(workshop, packed, isRaw, head, window);
    output.append(kernels.bytes.subarray(block, block + length));
    if (!head.isLinked) continue;
    window = Math.min(windowBytes, window + length);
    kernels.bytes.copyWithin(block - window, block + length - window, block + length);
  }
}

/** Decodes one block to the workshop's place and returns its plain size. */
function decodeBlock({ kernels, source, block }: Workshop, packed: Uint8Array, isRaw: boolean, head: FrameHead, window: number): number {
  const { bytes, calls } = kernels;
  if (isRaw) {
    bytes.set(packed, block);
    return packed.length;
  }
  bytes.set(packed, source);
  const length = calls.decodeLz4(source, packed.length, block, head.maxBlockBytes, block - window);
  if (length < 0) throw corrupt('a well-formed LZ4 block', 'other bytes');
  return length;
}

function workshopFor({ maxBlockBytes, isLinked }: FrameHead): Workshop {
  if (!isLinked && maxBlockBytes <= largestShared) {
    const kernels = useKernels();
    return { kernels, source: kernels.at.PACKED, block: kernels.at.PLAIN };
  }
  if (!spacious) {
    const kernels = createKernels({ extraBytes: windowBytes + 2 * (largestBlock + slack) });
    const block = kernels.at.END + windowBytes;
    spacious = { kernels, block, source: block + largestBlock + slack };
  }
  return spacious;
}

function corrupt(expected: string, actual: string): Error {
  return memoryError('NSI_MEMORY_CODEC_CORRUPT', `expected ${expected} in the LZ4 frame, got ${actual}`);
}
