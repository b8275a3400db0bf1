import { homeOf, type MemoryHome } from '../arena/memory-home.ts';
import type { Arena } from '../arena/arena.ts';
import { createArena } from '../arena/arena.ts';
import type { NumArray } from '../arena/num-array.ts';
import type { WasmMemory } from '../arena/wasm-engine.ts';
import { bandCount, type Plan } from '../simd/plan.ts';
import { commonHome, runPlan, viewLike } from '../simd/run-plan.ts';
import type { Dispatch } from './dispatch.ts';
import { runLoop } from './parallel-loop.ts';
import type { BandsWork } from './run-bands.ts';

/** Runs plans on the threads of a pool. */
export type RunOnLanes = <Result>(plan: Plan<Result>) => Promise<Result>;

const memoryIds = new WeakMap<WasmMemory, number>();
let memories = 0;

/**
 * Bands of an operation on threads: in place when all its arrays are of one arena, else over copies in `arena`, or in one of the pool's own.
 * What fits into one band is done here.
 */
export function createRunOnLanes(dispatch: Dispatch, arena: Arena | undefined): RunOnLanes {
  let copies: MemoryHome | undefined;
  const copiesHome = (): MemoryHome => (copies ??= homeOf((arena ?? createArena({ maxBytes: 2 ** 32 })).u8(1)) as MemoryHome);
  return async (plan) => {
    if (bandCount(plan) <= 1) return runPlan(plan);
    const home = commonHome(plan);
    if (home)
      return runAt(
        dispatch,
        plan,
        home,
        plan.operands.map(({ array }) => array.byteOffset),
      );
    return runOnCopies(dispatch, plan, copiesHome());
  };
}

async function runOnCopies<Result>(dispatch: Dispatch, plan: Plan<Result>, home: MemoryHome): Promise<Result> {
  const { operands } = plan;
  const addresses = operands.map(({ array }) => home.acquire(array.byteLength));
  const viewOf = (index: number, array: NumArray): NumArray =>
    viewLike(array, home.memory.buffer, addresses[index] as number, array.length);
  for (const [index, { array, use }] of operands.entries()) if (use !== 'out') viewOf(index, array).set(array);
  const result = await runAt(dispatch, plan, home, addresses);
  for (const [index, { array, use }] of operands.entries()) if (use !== 'in') array.set(viewOf(index, array));
  for (const address of addresses) home.release(address);
  return result;
}

/** Memory is released only when all went well: after an error, a lane may still write to it. */
async function runAt<Result>(dispatch: Dispatch, plan: Plan<Result>, home: MemoryHome, addresses: readonly number[]): Promise<Result> {
  const { op, params, rows, grain, resultLength, tableBytes, scratchBytes } = plan;
  const { memory } = home;
  const bands = bandCount(plan);
  const lanes = Math.min(dispatch.threads, bands);
  const laneBytes = lines(tableBytes + scratchBytes);
  const resultBytes = resultLength * 8;
  const address = home.acquire(lanes * laneBytes + lines(bands * resultBytes) + lineBytes);
  const tables = lines(address);
  const results = tables + lanes * laneBytes;
  const tableOf = (lane: number): number => tables + lane * laneBytes;
  for (let lane = 0; lane < lanes; lane++) new Uint8Array(memory.buffer, tableOf(lane), tableBytes).fill(0);

  const shared = { memory, memoryId: idOf(memory), work: { op, params, addresses }, rows, grain, results, resultBytes };
  const call = { kind: 'bands', module: '', task: op, argument: undefined, more: bands } as const;
  await runLoop(dispatch, call, {}, (lane): BandsWork => ({ ...shared, table: tableOf(lane) }));

  const counted = Array.from(
    { length: tableBytes > 0 ? lanes : 0 },
    (_, lane) => new Uint32Array(memory.buffer, tableOf(lane), tableBytes / 4),
  );
  const result = plan.finish(new Float64Array(memory.buffer, results, bands * resultLength), counted);
  home.release(address);
  return result;
}

const lineBytes = 64;

/** Rounded up to cache lines, so that lanes do not write the same one. */
function lines(bytes: number): number {
  return Math.ceil(bytes / lineBytes) * lineBytes;
}

function idOf(memory: WasmMemory): number {
  let id = memoryIds.get(memory);
  if (id === undefined) memoryIds.set(memory, (id = ++memories));
  return id;
}
