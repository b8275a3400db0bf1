import type { WasmMemory } from '../arena/wasm-engine.ts';
import { runBand } from '../simd/band-runners.ts';
import type { KernelCalls } from '../simd/kernel-calls.ts';
import { loadKernels } from '../simd/load-kernels.ts';
import type { BandWork } from '../simd/plan.ts';
import type { LoopPart } from './run-lane.ts';
import type { CallScope } from './worker-context.ts';

/** The bands of an operation, as they travel to a lane. */
export interface BandsWork {
  readonly memory: WasmMemory;
  /** Tells memories apart: each arrives as another object every time. */
  readonly memoryId: number;
  readonly work: BandWork;
  readonly rows: number;
  readonly grain: number;
  /** Addresses of the lane's own table, and of what all bands write. */
  readonly table: number;
  readonly results: number;
  readonly resultBytes: number;
}

/** One instance for each memory; a memory that is gone costs its small instance. */
const kernels = new Map<number, KernelCalls>();

/** Takes bands from the shared cursor until none is left. */
export function runBands(bands: BandsWork, { loop, length }: LoopPart, { control, slot }: CallScope): undefined {
  const { memory, memoryId, work, rows, grain, table, results, resultBytes } = bands;
  let calls = kernels.get(memoryId);
  if (!calls) kernels.set(memoryId, (calls = loadKernels(memory)));
  control.begin(slot, 0);
  while (!control.isAborted(slot, 0)) {
    const range = control.nextRange(loop, length);
    if (!range) return;
    for (let band = range.start; band < range.end; band++) {
      const from = band * grain;
      runBand(calls, work, from, Math.min(from + grain, rows), table, results + band * resultBytes);
    }
  }
}
