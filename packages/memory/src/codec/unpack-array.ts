import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { useKernels, type Kernels } from '../kernels.ts';
import type { UnpackPlan } from './block.ts';
import { loadMatchingDictionary } from './dictionary.ts';
import { arrayOver, type ElementArray, type ElementType } from './element-type.ts';
import { filters, type Filter } from './filter-names.ts';
import { bytesOf } from './pack-options.ts';
import { checkBlocks, writeElements } from './packed-blocks.ts';
import { readHeader } from './packed-header.ts';
import type { PackedCodecName } from './packed-codec-names.ts';

/** 512 MiB. */
export const defaultMaxOutputBytes: number = 2 ** 29;

/** What unpacking may make, and what it needs. */
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
  writeElements(kernels, input, plan, new Uint8Array(buffer));
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
  writeElements(kernels, input, plan, target);
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
