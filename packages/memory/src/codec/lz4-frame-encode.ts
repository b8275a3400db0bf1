import { useKernels, type Kernels } from '../kernels.ts';
import { frameMagic, rawBlockBit } from './lz4-frame-format.ts';
import { lz4Effort } from './lz4-effort.ts';
import { xxh32 } from './xxh32.ts';

const blockBytes = 65_536;
/** Version 1, independent blocks, content size and content checksum. */
const flags = 0b0110_1100;
/** Blocks of up to 64 KiB. */
const blockCode = 4 << 4;
const headBytes = 15;
const wordBytes = 4;

/** One LZ4 frame of independent 64 KiB blocks, with content size and content checksum: what `lz4 -d` and every library reads. */
export function encodeFrame(input: Uint8Array, level: number): Buffer {
  const kernels = useKernels();
  const blockCount = Math.ceil(input.length / blockBytes);
  const frame = Buffer.allocUnsafeSlow(headBytes + input.length + blockCount * wordBytes + 2 * wordBytes);
  writeHead(kernels, frame, input.length);
  let position = headBytes;
  for (let start = 0; start < input.length; start += blockBytes) {
    position = writeBlock(kernels, input.subarray(start, start + blockBytes), level, frame, position);
  }
  frame.writeUInt32LE(0, position);
  frame.writeUInt32LE(xxh32(kernels, input), position + wordBytes);
  return Buffer.from(frame.subarray(0, position + 2 * wordBytes));
}

function writeHead(kernels: Kernels, frame: Buffer, length: number): void {
  frame.writeUInt32LE(frameMagic);
  frame[4] = flags;
  frame[5] = blockCode;
  frame.writeUInt32LE(length % 2 ** 32, 6);
  frame.writeUInt32LE(Math.floor(length / 2 ** 32), 10);
  frame[14] = xxh32(kernels, frame.subarray(4, 14)) >>> 8;
}

/** Writes a block at `position` and returns where it ends. */
function writeBlock({ bytes, at, calls }: Kernels, plain: Uint8Array, level: number, frame: Buffer, position: number): number {
  const { acceleration, hashBytes } = lz4Effort(level);
  bytes.set(plain, at.PLAIN);
  const size = calls.encodeLz4(at.PLAIN, plain.length, at.PACKED, acceleration, hashBytes);
  const isSmaller = size < plain.length;
  frame.writeUInt32LE(isSmaller ? size : plain.length + rawBlockBit, position);
  frame.set(isSmaller ? bytes.subarray(at.PACKED, at.PACKED + size) : plain, position + wordBytes);
  return position + wordBytes + Math.min(size, plain.length);
}
