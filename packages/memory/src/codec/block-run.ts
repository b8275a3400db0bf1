import type { Executor, ExecutorTask } from '@nsi/core/ports';
import type { Kernels } from '../kernels.ts';
import type { BlockPlan } from './block.ts';
import { loadDictionary } from './dictionary.ts';
import { layoutOfType, type ElementType } from './element-type.ts';
import { packedCodecs } from './packed-codec.ts';
import { type PackedCodecName } from './packed-codec-names.ts';
import type { PackedHeader } from './packed-header.ts';

/** A run of neighbouring blocks as it travels to another thread: plain data. */
export interface BlockRun {
  /** Plain bytes to pack, or packed blocks to unpack. */
  readonly bytes: Uint8Array;
  /** Index of the first block in the whole array. */
  readonly firstBlock: number;
  /** Elements in the run. */
  readonly length: number;
  readonly type: ElementType;
  readonly codec: PackedCodecName;
  readonly level: number;
  /** The kernels' number. */
  readonly filter: number;
  readonly blockLength: number;
  readonly isChecked: boolean;
  readonly dictionary: Uint8Array | undefined;
}

const module = new URL(import.meta.url.endsWith('.ts') ? '../pack-task.ts' : './pack-task.js', import.meta.url);

/** Work that is worth the way to another thread. */
const leastRunBytes = 1 << 20;

export function taskOf(name: 'packRun' | 'unpackRun'): ExecutorTask {
  return { module, name };
}

/** Blocks that one run takes: a mebibyte's, or fewer when some threads would get nothing. */
export function blocksPerRun({ length, blockLength, layout }: PackedHeader, { threads }: Executor): number {
  const blockCount = Math.ceil(length / blockLength);
  return Math.max(1, Math.min(Math.ceil(blockCount / threads), Math.ceil(leastRunBytes / (blockLength * layout.width))));
}

/** The run of `length` elements that begins with block `firstBlock`. */
export function runOf({ header, dictionary, level }: BlockPlan, bytes: Uint8Array, firstBlock: number, length: number): BlockRun {
  const { layout, codec, filter, blockLength, isChecked } = header;
  return {
    bytes,
    firstBlock,
    length,
    type: layout.type,
    codec: codec.name,
    level,
    filter,
    blockLength,
    isChecked,
    dictionary: dictionary.source,
  };
}

/** The plan of a run, on the thread it has come to. */
export function planOfRun(kernels: Kernels, run: BlockRun): BlockPlan {
  const { length, type, codec, level, filter, blockLength, isChecked } = run;
  const dictionary = loadDictionary(kernels, run.dictionary);
  const layout = layoutOfType(type);
  return {
    header: { layout, codec: packedCodecs[codec], filter, length, blockLength, isChecked, isSwapped: false, dictionaryId: dictionary.id },
    level,
    dictionary,
  };
}
