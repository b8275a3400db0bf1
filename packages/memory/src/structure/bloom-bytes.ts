import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import { memoryError } from '../errors.ts';
import { maxBitsPerKey, maxBlocks, wordsPerBlock } from './bloom-shape.ts';

/** What a stored filter consists of. */
export interface StoredBloom {
  readonly seed: number;
  readonly bitsPerKey: number;
  readonly words: Uint32Array;
}

// Header, little-endian: magic (4), version (1), bits per key (1), zero (2), seed (4), blocks (4), CRC-32 of seed to end (4), zero (12). Then the words.
const magic = 0x4c_42_53_4e;
const version = 1;
const headerBytes = 32;
const checksumAt = 16;

export function encodeBloom({ seed, bitsPerKey, words }: StoredBloom): Uint8Array {
  const bytes = Buffer.alloc(headerBytes + words.byteLength);
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt8(version, 4);
  bytes.writeUInt8(bitsPerKey, 5);
  bytes.writeInt32LE(seed, 8);
  bytes.writeUInt32LE(words.length / wordsPerBlock, 12);
  bytes.set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), headerBytes);
  swapOnBigEndian(bytes.subarray(headerBytes));
  bytes.writeUInt32LE(checksumOf(bytes), checksumAt);
  return bytes;
}

export function decodeBloom(input: Uint8Array): StoredBloom {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (bytes.length < headerBytes) throw damaged(`at least ${headerBytes} bytes`, bytes.length);
  if (bytes.readUInt32LE(0) !== magic) throw damaged('a Bloom filter written by `toBytes`', 'other bytes');
  if (bytes.readUInt8(4) !== version) throw damaged(`version ${version}`, `version ${bytes.readUInt8(4)}`);
  const bitsPerKey = bytes.readUInt8(5);
  const blocks = bytes.readUInt32LE(12);
  const expectedBytes = headerBytes + blocks * wordsPerBlock * 4;
  if (bitsPerKey < 1 || bitsPerKey > maxBitsPerKey || blocks < 1 || blocks > maxBlocks)
    throw damaged('a header within its bounds', 'another');
  if (bytes.length !== expectedBytes) throw damaged(`${expectedBytes} bytes`, bytes.length);
  if (bytes.readUInt32LE(checksumAt) !== checksumOf(bytes))
    throw damaged('a filter with the checksum in its header', 'one that was changed');
  const words = new Uint32Array(blocks * wordsPerBlock);
  const body = Buffer.from(words.buffer);
  bytes.copy(body, 0, headerBytes);
  swapOnBigEndian(body);
  return { seed: bytes.readInt32LE(8), bitsPerKey, words };
}

/** Of everything but the checksum itself. */
function checksumOf(bytes: Buffer): number {
  return crc32(bytes.subarray(checksumAt + 4), crc32(bytes.subarray(0, checksumAt)));
}

function swapOnBigEndian(words: Buffer): void {
  if (endianness() === 'BE') words.swap32();
}

function damaged(expected: string, actual: string | number): Error {
  return memoryError('NSI_MEMORY_STRUCTURE_FILTER', `expected ${expected}, got ${actual}`);
}
