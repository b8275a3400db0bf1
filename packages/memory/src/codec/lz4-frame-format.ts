import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';
import { nameFormat } from './foreign.ts';
import { xxh32 } from './xxh32.ts';

// LZ4 frame format, https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
export const frameMagic = 0x184d2204;
const skippableMagic = 0x184d2a50;
/** In a block's size: its bytes are plain. */
export const rawBlockBit = 0x8000_0000;

/** What a frame says of itself. */
export interface FrameHead {
  /** Where its first block begins. */
  readonly end: number;
  readonly maxBlockBytes: number;
  readonly isLinked: boolean;
  readonly hasBlockChecksums: boolean;
  readonly hasContentChecksum: boolean;
  readonly contentBytes: number | undefined;
}

/** End of the skippable frame at `position`, or `undefined` when there is none. */
export function skippableEnd(input: Buffer, position: number): number | undefined {
  if (position + 4 > input.length || (input.readUInt32LE(position) & 0xffff_fff0) >>> 0 !== skippableMagic) return undefined;
  return need(input, position, 8) + input.readUInt32LE(position + 4);
}

/** Reads the head of the frame at `position`. */
export function readFrameHead(kernels: Kernels, input: Buffer, position: number): FrameHead {
  if (input.length - position < 4) throw truncatedFrame(input);
  if (input.readUInt32LE(position) !== frameMagic) {
    if (position > 0) {
      throw memoryError(
        'NSI_MEMORY_CODEC_TRAILING',
        `expected nothing after ${position} bytes of LZ4 frames, got ${input.length - position} more`,
      );
    }
    throw memoryError('NSI_MEMORY_CODEC_FOREIGN', `expected an LZ4 frame, got ${nameFormat(input)}`);
  }
  need(input, position, 7);
  const flags = input[position + 4] as number;
  const hasContentSize = (flags & 0x08) !== 0;
  const hasDictionary = (flags & 0x01) !== 0;
  const check = position + 6 + (hasContentSize ? 8 : 0) + (hasDictionary ? 4 : 0);
  need(input, check, 1);
  if (input[check] !== ((xxh32(kernels, input.subarray(position + 4, check)) >>> 8) & 0xff)) {
    throw memoryError('NSI_MEMORY_CODEC_CORRUPT', 'expected the head of the LZ4 frame to match its checksum, got another');
  }
  const blockCode = ((input[position + 5] as number) >> 4) & 7;
  if (flags >> 6 !== 1 || blockCode < 4) throw memoryError('NSI_MEMORY_CODEC_VERSION', 'expected an LZ4 frame of version 1, got another');
  if (hasDictionary) throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', 'expected an LZ4 frame without a dictionary, got one that needs one');
  return {
    end: check + 1,
    maxBlockBytes: 2 ** (8 + 2 * blockCode),
    isLinked: (flags & 0x20) === 0,
    hasBlockChecksums: (flags & 0x10) !== 0,
    hasContentChecksum: (flags & 0x04) !== 0,
    contentBytes: hasContentSize ? Number(input.readBigUInt64LE(position + 6)) : undefined,
  };
}

/** End of `count` bytes at `position`, which must be there. */
export function need(input: Buffer, position: number, count: number): number {
  if (position + count > input.length) throw truncatedFrame(input);
  return position + count;
}

function truncatedFrame(input: Buffer): Error {
  return memoryError('NSI_MEMORY_CODEC_TRUNCATED', `expected the rest of an LZ4 frame, got ${input.length} bytes`);
}
