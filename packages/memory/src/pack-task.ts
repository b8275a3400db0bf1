import { planOfRun, type BlockRun } from './codec/block-run.ts';
import { packBlocks } from './codec/pack-array.ts';
import { writeBlocks } from './codec/packed-blocks.ts';
import { useKernels } from './kernels.ts';

/** Packs a run of blocks on an executor's thread and returns them one behind the other. */
export function packRun(run: BlockRun): Uint8Array {
  const kernels = useKernels();
  return packBlocks(kernels, { ...planOfRun(kernels, run), bytes: run.bytes }, run.firstBlock);
}

/** Unpacks a run of blocks on an executor's thread and returns their plain bytes. */
export function unpackRun(run: BlockRun): Uint8Array {
  const kernels = useKernels();
  const plan = planOfRun(kernels, run);
  const plain = new Uint8Array(run.length * plan.header.layout.width);
  writeBlocks(kernels, run.bytes, 0, plan, run.firstBlock, plain);
  return plain;
}
