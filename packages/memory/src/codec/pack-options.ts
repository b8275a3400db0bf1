import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import type { Kernels } from '../kernels.ts';
import type { BlockPlan } from './block.ts';
import { chooseFilter, isWorthSampling, quickestFilter } from './choose-filter.ts';
import { loadDictionary } from './dictionary.ts';
import { layoutOfArray, layoutOfType, type ElementArray, type ElementType } from './element-type.ts';
import { filterNumber } from './filter.ts';
import { type Filter } from './filter-names.ts';
import { maxBlockLength, minBlockLength, type PackedHeader } from './packed-header.ts';
import { levelOf, packedCodecOf } from './packed-codec.ts';
import { type PackedCodecName } from './packed-codec-names.ts';

/** How an array is packed; every option has a default. */
export interface PackOptions {
  /** Default `lz4`. */
  readonly codec?: PackedCodecName;
  /** Effort in the codec's own scale: lz4 1–6 (5), zstd −7–22 (3), gzip 1–9 (6), brotli 0–11 (5). */
  readonly level?: number;
  /** Default `auto`: the filter that makes a sample of the array smallest. */
  readonly filter?: Filter | 'auto';
  /** Whether each block carries a checksum of its packed bytes. Default true. */
  readonly checksum?: boolean;
  /** Typical content, for lz4 and zstd over bytes without a filter: 8 bytes to 64 KiB, which must not change. The same is needed to unpack. */
  readonly dictionary?: Uint8Array;
  /** What the bytes of a `Uint8Array` are, when they are elements of another type. */
  readonly type?: ElementType;
  /** Elements in a block, a power of two from 256 to 65,536 (default): less finds less to save, and is faster to read at random. */
  readonly blockLength?: number;
}

/** Options with every default in force, for one array. */
export interface PackPlan extends BlockPlan {
  /** All bytes of the array. */
  readonly bytes: Uint8Array;
}

/** Checks the options against the array and picks the filter. */
export function planPack(kernels: Kernels, array: ElementArray, options: PackOptions): PackPlan {
  const { codec: codecName = 'lz4', type, checksum = true, blockLength = maxBlockLength, dictionary: dictionaryBytes } = options;
  const codec = packedCodecOf(codecName);
  const level = levelOf(codec, options.level);
  const bytes = bytesOf(array);
  const layout = type === undefined ? layoutOfArray(array) : layoutOfType(type);
  if (type !== undefined && !(array instanceof Uint8Array))
    throw option('`type` only beside a Uint8Array', `it beside ${describe(array[Symbol.toStringTag])}`);
  const length = bytes.length / layout.width;
  if (!Number.isInteger(length)) throw option(`whole elements of ${layout.width} bytes (${layout.type})`, `${bytes.length} bytes`);
  const isPowerOfTwo = Number.isInteger(blockLength) && (blockLength & (blockLength - 1)) === 0;
  if (!isPowerOfTwo || blockLength < minBlockLength || blockLength > maxBlockLength) {
    throw option(`\`blockLength\` to be a power of two from ${minBlockLength} to ${maxBlockLength}`, describe(blockLength));
  }
  const filter = dictionaryBytes ? filterBesideDictionary(options, codec.takesDictionary, layout.width) : (options.filter ?? 'auto');
  const dictionary = loadDictionary(kernels, dictionaryBytes);
  const isSampled = filter === 'auto' && isWorthSampling(bytes, codec);
  const header: PackedHeader = {
    layout,
    codec,
    filter: filterNumber(filter === 'auto' ? quickestFilter(layout) : filter, layout),
    length,
    blockLength,
    isChecked: checksum,
    isSwapped: false,
    dictionaryId: dictionary.id,
  };
  const plan: PackPlan = { bytes, header, level, dictionary };
  return isSampled ? { ...plan, header: { ...header, filter: chooseFilter(kernels, plan) } } : plan;
}

/** The bytes that `array` views. Throws `NSI_MEMORY_CODEC_BUFFER` for a detached one and for a view that its buffer has shrunk away from. */
export function bytesOf(array: ElementArray): Uint8Array {
  if (array instanceof Uint8Array && array.length > 0) return array;
  if (!ArrayBuffer.isView(array) || array instanceof DataView) {
    throw memoryError('NSI_MEMORY_CODEC_BUFFER', `expected a typed array, got ${describe(array)}`);
  }
  if (array.length === 0) {
    try {
      // Every method of a typed array begins with this check; lengths and offsets just read 0.
      array.values();
    } catch (cause) {
      throw memoryError('NSI_MEMORY_CODEC_BUFFER', 'expected an array over a live buffer, got one that is detached or out of bounds', {
        cause,
      });
    }
  }
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function filterBesideDictionary({ codec, filter = 'auto' }: PackOptions, takesDictionary: boolean, width: number): Filter {
  if (!takesDictionary) throw memoryError('NSI_MEMORY_CODEC_DICTIONARY', `expected lz4 or zstd beside a dictionary, got ${codec}`);
  if (width !== 1 || (filter !== 'auto' && filter !== 'none')) {
    throw memoryError(
      'NSI_MEMORY_CODEC_DICTIONARY',
      `expected bytes without a filter beside a dictionary, got filter ${filter} and elements of ${width} bytes`,
    );
  }
  return 'none';
}

function option(expected: string, actual: string): Error {
  return memoryError('NSI_MEMORY_CODEC_OPTION', `expected ${expected}, got ${actual}`);
}
