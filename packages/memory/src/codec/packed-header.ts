import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';
import { layoutOfCode, type ElementLayout } from './element-type.ts';
import { storedNumber } from './filter.ts';
import { filters } from './filter-names.ts';
import { nameFormat } from './foreign.ts';
import { packedCodecOfCode, type PackedCodec } from './packed-codec.ts';

/*
 * A packed array: a header of 28 bytes, then blocks. All numbers are little-endian.
 *
 *    0  'N' 'S' 'I' 0x8A           16  length in elements, high 32 bits
 *    4  version, element type      20  fingerprint of the dictionary, 0 for none
 *    6  codec, filter              24  checksum of the 24 bytes before
 *    8  flags, log2 of the block   28  blocks: size and flags (4), checksum (4), payload
 *   10  0, 0
 *   12  length, low 32 bits
 */
export const headerBytes = 28;
/** Size and checksum before each payload. */
export const blockHeaderBytes = 8;
const magic = 0x8a49534e;
const version = 1;
const checkedFlag = 1;
const bigEndianFlag = 2;
const knownFlags = checkedFlag | bigEndianFlag;
const lowestBlockLog = 8;
const maxStagedBytes = 1 << 16;
const highestBlockLog = 16;

/** Most elements in a block. */
export const maxBlockLength: number = 1 << highestBlockLog;
export const minBlockLength: number = 1 << lowestBlockLog;

/** In a block's first word. */
export const storedBit = 0x8000_0000;
export const sizeMask = 0x3fff_ffff;

const isBigEndianHost = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** What a packed array says of itself. */
export interface PackedHeader {
  readonly layout: ElementLayout;
  readonly codec: PackedCodec;
  /** The kernels' number of the filter. */
  readonly filter: number;
  /** Elements in the whole array. */
  readonly length: number;
  /** Elements in each block but the last. */
  readonly blockLength: number;
  readonly isChecked: boolean;
  /** Whether the elements' bytes are in the other order than this machine's. */
  readonly isSwapped: boolean;
  readonly dictionaryId: number;
}

/** Writes the header into the kernels' memory, where the first block follows it. */
export function writeHeader({ words, at, calls }: Kernels, header: PackedHeader): void {
  const { layout, codec, filter, length, blockLength, isChecked, dictionaryId } = header;
  const word = at.HEADER >> 2;
  const flags = (isChecked ? checkedFlag : 0) | (isBigEndianHost ? bigEndianFlag : 0);
  words[word] = magic;
  words[word + 1] = version | (layout.code << 8) | (codec.code << 16) | (storedNumber(filter) << 24);
  words[word + 2] = flags | ((31 - Math.clz32(blockLength)) << 8);
  words[word + 3] = length;
  words[word + 4] = length / 2 ** 32;
  words[word + 5] = dictionaryId;
  words[word + 6] = calls.headerChecksum();
}

/**
 * Copies the beginning of `packed`, which may be anything, to `HEADER` and reads the header there. Small input is copied whole, so that its
 * only block is already in place: `isStaged`. Hot for small arrays; see bench/small-payload.bench.ts.
 */
export function readHeader({ words, bytes, at, calls }: Kernels, packed: Uint8Array): PackedHeader {
  if (packed.length < headerBytes) throw tooShort(packed);
  bytes.set(isStaged(packed) ? packed : packed.subarray(0, headerBytes), at.HEADER);
  const word = at.HEADER >> 2;
  if (words[word] !== magic) throw foreign(packed);
  const kinds = words[word + 1] as number;
  if ((kinds & 0xff) > version) {
    throw memoryError('NSI_MEMORY_CODEC_VERSION', `expected a packed array of version ${version} or older, got version ${kinds & 0xff}`);
  }
  if (words[word + 6] !== calls.headerChecksum() >>> 0) throw corrupt('the header to match its checksum, got another');

  const layout = layoutOfCode((kinds >>> 8) & 0xff);
  const codec = packedCodecOfCode((kinds >>> 16) & 0xff);
  const filter = kinds >>> 24;
  const flags = words[word + 2] as number;
  const blockLog = flags >>> 8;
  const length = (words[word + 3] as number) + (words[word + 4] as number) * 2 ** 32;
  const dictionaryId = words[word + 5] as number;
  const isKnown =
    (kinds & 0xff) === version &&
    filter < filters.length &&
    (flags & 0xff & ~knownFlags) === 0 &&
    blockLog >= lowestBlockLog &&
    blockLog <= highestBlockLog;
  if (!layout || !codec || !isKnown || length > Number.MAX_SAFE_INTEGER / layout.width)
    throw corrupt('a header of known values, got another');
  // A match may reach into the dictionary only where the kernel writes the plain bytes themselves.
  if (dictionaryId !== 0 && !(codec.takesDictionary && layout.width === 1 && filter === 0))
    throw corrupt('no dictionary with a filter, got one');
  return {
    layout,
    codec,
    filter,
    length,
    blockLength: 1 << blockLog,
    isChecked: (flags & checkedFlag) !== 0,
    isSwapped: ((flags & bigEndianFlag) !== 0) !== isBigEndianHost,
    dictionaryId,
  };
}

/** Whether `readHeader` copies all of `packed`. */
export function isStaged(packed: Uint8Array): boolean {
  return packed.length <= maxStagedBytes;
}

function tooShort(packed: Uint8Array): Error {
  const isForeign = packed.length >= 4 && !nameFormat(packed).startsWith('a packed array');
  if (isForeign) return foreign(packed);
  return memoryError('NSI_MEMORY_CODEC_TRUNCATED', `expected at least ${headerBytes} bytes of a packed array, got ${packed.length}`);
}

function foreign(packed: Uint8Array): Error {
  return memoryError('NSI_MEMORY_CODEC_FOREIGN', `expected a packed array, got ${nameFormat(packed)}`);
}

function corrupt(expectation: string): Error {
  return memoryError('NSI_MEMORY_CODEC_CORRUPT', `expected ${expectation}`);
}
