import { setImmediate } from 'node:timers/promises';
import type { Executor } from '@nsi/core/ports';
import { useKernels, type Kernels } from '../kernels.ts';
import { corruptBlock, isStoredBlock, payloadOf, unfilter, unpackBlock, type UnpackPlan } from './block.ts';
import { blocksPerRun, runOf, taskOf } from './block-run.ts';
import { arrayOver, type ElementArray } from './element-type.ts';
import { inOrder } from './in-order.ts';
import { libuvThreads, type AsyncOptions } from './pack-array-async.ts';
import { bytesOf } from './pack-options.ts';
import { blockBytes, blockStarts, checkBlocks, stagePacked, swapBytes } from './packed-blocks.ts';
import { planUnpack, type UnpackOptions } from './unpack-array.ts';
import { zlibFormatOf } from './zlib-block.ts';
import type { ZlibFormat } from './zlib-format.ts';

/** What is unpacked on this thread before the event loop gets a turn. */
const turnBytes = 1 << 20;

/** An array on its way out of packed bytes. */
interface Unpacking {
  readonly kernels: Kernels;
  readonly packed: Uint8Array;
  readonly plan: UnpackPlan;
  /** Where each block begins, and where the last one ends. */
  readonly starts: readonly number[];
  readonly output: Uint8Array;
  readonly signal: AbortSignal | undefined;
}

/**
 * As `unpackArray`, on an executor's threads. Without one, zstd, gzip and brotli run on libuv's threads; lz4 and store, which are faster than
 * the way there, run here and let the event loop turn after every mebibyte.
 */
export async function unpackArrayAsync(packed: Uint8Array, options: AsyncOptions & UnpackOptions = {}): Promise<ElementArray> {
  const { executor, signal, dictionary, maxOutputBytes } = options;
  signal?.throwIfAborted();
  const kernels = useKernels();
  const input = bytesOf(packed);
  const plan = planUnpack(kernels, input, dictionary, maxOutputBytes);
  const { layout, length, codec, isSwapped } = plan.header;
  checkBlocks(input, plan.header);
  const buffer = new ArrayBuffer(length * layout.width);
  const output = new Uint8Array(buffer);
  const unpacking: Unpacking = { kernels, packed: input, plan, starts: blockStarts(input, plan.header), output, signal };
  const format = zlibFormatOf(codec.name);
  if (executor) await unpackOnExecutor(unpacking, executor);
  else await (format ? unpackOnLibuv(unpacking, format) : unpackHere(unpacking));
  if (isSwapped) swapBytes(output, layout.width);
  return arrayOver(layout, buffer, 0, length);
}

async function unpackOnExecutor({ packed, plan, starts, output, signal }: Unpacking, executor: Executor): Promise<void> {
  const { header } = plan;
  const perRun = blocksPerRun(header, executor);
  const blockCount = starts.length - 1;
  const start = (index: number): Promise<Uint8Array> => {
    const first = index * perRun;
    const last = Math.min(first + perRun, blockCount);
    const view = packed.subarray(starts[first], starts[last]);
    const run = view.buffer instanceof SharedArrayBuffer ? view : Uint8Array.from(view);
    const length = Math.min(header.length, last * header.blockLength) - first * header.blockLength;
    return executor.run<Uint8Array>(taskOf('unpackRun'), runOf({ ...plan, level: 0 }, run, first, length), {
      ...(signal ? { signal } : {}),
      ...(run === view ? {} : { transfer: [run.buffer as ArrayBuffer] }),
    });
  };
  const runBytes = perRun * header.blockLength * header.layout.width;
  await inOrder(Math.ceil(blockCount / perRun), start, (plain, index) => output.set(plain, index * runBytes), {
    width: executor.threads * 2,
    signal,
  });
}

async function unpackHere(unpacking: Unpacking): Promise<void> {
  const { kernels, plan, starts, output, signal } = unpacking;
  const { blockLength, layout } = plan.header;
  let turn = 0;
  for (let index = 0; index < starts.length - 1; index++) {
    const size = stageBlockOf(unpacking, index);
    const address = unpackBlock(kernels, plan, size / layout.width, index);
    output.set(kernels.bytes.subarray(address, address + size), index * blockLength * layout.width);
    turn += size;
    if (turn < turnBytes) continue;
    turn = 0;
    await setImmediate();
    signal?.throwIfAborted();
  }
}

async function unpackOnLibuv(unpacking: Unpacking, format: ZlibFormat): Promise<void> {
  const { kernels, plan, starts, output, signal } = unpacking;
  const { header, dictionary } = plan;
  const { blockLength, layout, codec, filter } = header;
  const start = async (index: number): Promise<Uint8Array> => {
    const size = stageBlockOf(unpacking, index);
    const count = size / layout.width;
    if (isStoredBlock(kernels)) {
      const address = unpackBlock(kernels, plan, count, index);
      return Uint8Array.from(kernels.bytes.subarray(address, address + size));
    }
    if (header.isChecked && kernels.calls.isSealed(index) === 0) throw corruptBlock(index, 'to match its checksum');
    const payload = Uint8Array.from(payloadOf(kernels));
    const { bytes, consumed } = await format
      .decodeAsync(payload, { maxOutputBytes: kernels.maxBlockBytes, dictionary: dictionary.source })
      .catch((cause: unknown) => {
        throw corruptBlock(index, `to be ${codec.name}`, cause);
      });
    const address = consumed === payload.length ? unfilter(kernels, bytes, filter, layout.width, count) : 0;
    if (address === 0) throw corruptBlock(index, 'to be well formed');
    return Uint8Array.from(kernels.bytes.subarray(address, address + size));
  };
  await inOrder(starts.length - 1, start, (plain, index) => output.set(plain, index * blockLength * layout.width), {
    width: libuvThreads,
    signal,
  });
}

/** Copies block `index` to `PACKED` and returns how many plain bytes it has. */
function stageBlockOf({ kernels, packed, plan, starts }: Unpacking, index: number): number {
  stagePacked(kernels, packed, starts[index] as number, starts[index + 1] as number);
  return blockBytes(plan.header, index);
}
