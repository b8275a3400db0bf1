import type { Executor } from '@nsi/core/ports';
import { useKernels, type Kernels } from '../kernels.ts';
import { filterStaged, placeBlock } from './block.ts';
import { blocksPerRun, runOf, taskOf } from './block-run.ts';
import type { ElementArray } from './element-type.ts';
import { inOrder } from './in-order.ts';
import { encodeOnLibuv } from './libuv-blocks.ts';
import { stageBlock } from './pack-array.ts';
import { planPack, type PackOptions, type PackPlan } from './pack-options.ts';
import { headerBytes, writeHeader } from './packed-header.ts';

/** Where the work of an asynchronous call is done, and how it is stopped. */
export interface AsyncOptions {
  /** Works on its threads, many blocks at a time. Left out: libuv's threads, see each function. */
  readonly executor?: Executor;
  /** Aborting rejects with its reason, once the blocks in flight are done. */
  readonly signal?: AbortSignal;
}

/** libuv has four threads unless told otherwise. */
export const libuvThreads = 4;

/**
 * As `packArray`, block-parallel on an executor's threads; without one, filters run on this thread and codecs on libuv's.
 * The array must not change meanwhile: each block is read when its turn comes. On libuv's threads lz4-napi encodes LZ4, whose blocks may differ
 * from those of `packArray` and hold the same.
 */
export async function packArrayAsync(array: ElementArray, options: AsyncOptions & PackOptions = {}): Promise<Buffer> {
  const { executor, signal } = options;
  signal?.throwIfAborted();
  const kernels = useKernels();
  const plan = planPack(kernels, array, options);
  writeHeader(kernels, plan.header);
  const { bytes, at } = kernels;
  const parts: Uint8Array[] = [Buffer.from(bytes.subarray(at.HEADER, at.HEADER + headerBytes))];
  const take = (part: Uint8Array): void => void parts.push(part);
  await (executor ? packOnExecutor(plan, executor, signal, take) : packOnLibuv(kernels, plan, signal, take));
  return Buffer.concat(parts);
}

async function packOnExecutor(
  plan: PackPlan,
  executor: Executor,
  signal: AbortSignal | undefined,
  take: (part: Uint8Array) => void,
): Promise<void> {
  const { bytes, header } = plan;
  const perRun = blocksPerRun(header, executor);
  const runLength = perRun * header.blockLength;
  const { width } = header.layout;
  const start = (index: number): Promise<Uint8Array> => {
    const first = index * runLength;
    const length = Math.min(runLength, header.length - first);
    const view = bytes.subarray(first * width, (first + length) * width);
    // Shared memory is read where it is; anything else is copied once, and the copy moved.
    const run = view.buffer instanceof SharedArrayBuffer ? view : Uint8Array.from(view);
    return executor.run<Uint8Array>(taskOf('packRun'), runOf(plan, run, index * perRun, length), {
      ...(signal ? { signal } : {}),
      ...(run === view ? {} : { transfer: [run.buffer as ArrayBuffer] }),
    });
  };
  await inOrder(Math.ceil(header.length / runLength), start, take, { width: executor.threads * 2, signal });
}

async function packOnLibuv(
  kernels: Kernels,
  plan: PackPlan,
  signal: AbortSignal | undefined,
  take: (part: Uint8Array) => void,
): Promise<void> {
  const { header, level } = plan;
  const { layout, filter, blockLength, isChecked } = header;
  const start = async (index: number): Promise<Uint8Array> => {
    const count = stageBlock(kernels, plan, index);
    // Others use the kernels' memory during an `await`: what is needed then is copied, and what is needed after is brought back.
    const filtered = Uint8Array.from(filterStaged(kernels, filter, layout.width, count));
    const encoded = await encodeOnLibuv(plan, level, filtered, count);
    stageBlock(kernels, plan, index);
    const size = placeBlock(kernels, encoded, count * layout.width);
    const { at, bytes, calls, words } = kernels;
    if (isChecked) calls.sealBlock(index);
    else words[(at.PACKED >> 2) + 1] = 0;
    return Buffer.from(bytes.subarray(at.PACKED, at.PACKED + size));
  };
  await inOrder(Math.ceil(header.length / blockLength), start, take, { width: libuvThreads, signal });
}
