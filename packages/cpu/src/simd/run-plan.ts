import { isNsiError } from '@nsi/core';
import { createArena } from '../arena/arena.ts';
import { homeOf, type MemoryHome } from '../arena/memory-home.ts';
import { classOf, dtypeOf, type NumArray } from '../arena/num-array.ts';
import { runBand } from './band-runners.ts';
import { copiesHome, scratchOf } from './copies-home.ts';
import { kernelsOf } from './load-kernels.ts';
import { bandCount, type Plan } from './plan.ts';

/** Runs a plan on this thread: in place when all its arrays are of one arena, else over copies, band by band where that suffices. */
export function runPlan<Result>(plan: Plan<Result>): Result {
  if (plan.rows === 0) return plan.finish(new Float64Array(0), []);
  const home = commonHome(plan);
  const scratch = home && scratchIn(home, plan);
  if (home && scratch !== undefined) {
    return runAt(
      plan,
      home,
      plan.operands.map(({ array }) => array.byteOffset),
    );
  }
  return plan.isElementwise ? runInPieces(plan) : runOnCopies(plan);
}

/** Room for a plan beside its arrays, or `undefined` when their arena is full or was disposed. */
function scratchIn(home: MemoryHome, plan: Plan<unknown>): number | undefined {
  try {
    return scratchOf(home, scratchBytesOf(plan));
  } catch (error) {
    if (isNsiError(error, 'NSI_CPU_ARENA_EXHAUSTED') || isNsiError(error, 'NSI_CPU_ARENA_DISPOSED')) return undefined;
    throw error;
  }
}

/** Table, scratch and results of all bands. */
function scratchBytesOf(plan: Plan<unknown>): number {
  return plan.tableBytes + plan.scratchBytes + bandCount(plan) * plan.resultLength * 8 + 64;
}

/** The home of all arrays of a plan, or `undefined` when one of them must be copied. */
export function commonHome({ operands }: Plan<unknown>): MemoryHome | undefined {
  const [first] = operands;
  const home = first && homeOf(first.array);
  return home && operands.every(({ array }) => homeOf(array)?.memory === home.memory) ? home : undefined;
}

function runAt<Result>(plan: Plan<Result>, home: MemoryHome, addresses: readonly number[]): Result {
  const { rows, grain, resultLength, tableBytes } = plan;
  const resultBytes = bandCount(plan) * resultLength * 8;
  const calls = kernelsOf(home.memory);
  const table = scratchOf(home, scratchBytesOf(plan));
  const results = Math.ceil((table + tableBytes + plan.scratchBytes) / 16) * 16;
  clear(home, table, tableBytes);
  const work = { op: plan.op, params: plan.params, addresses };
  for (let from = 0, result = results; from < rows; from += grain, result += resultLength * 8) {
    runBand(calls, work, from, Math.min(from + grain, rows), table, result);
  }
  const { buffer } = home.memory;
  return plan.finish(new Float64Array(buffer, results, resultBytes / 8), tablesAt(buffer, table, tableBytes));
}

/** Every band goes through the same few copies, which stay in the cache. */
function runInPieces<Result>(plan: Plan<Result>): Result {
  const { operands, rows, grain, resultLength, tableBytes } = plan;
  const home = copiesHome();
  const length = Math.min(rows, grain);
  const sizes = operands.map(({ array }) => Math.ceil((length * array.BYTES_PER_ELEMENT) / 64) * 64);
  const table = scratchOf(home, tableBytes + plan.scratchBytes + resultLength * 8 + 64 + sizes.reduce((sum, size) => sum + size, 0));
  const result = Math.ceil((table + tableBytes + plan.scratchBytes) / 16) * 16;
  const addresses: number[] = [];
  let free = result + Math.ceil((resultLength * 8) / 64) * 64;
  for (const size of sizes) {
    addresses.push(free);
    free += size;
  }
  const { buffer } = home.memory;
  const pieces = operands.map(({ array }, index) => viewLike(array, buffer, addresses[index] as number, length));
  const results = new Float64Array(bandCount(plan) * resultLength);
  const written = new Float64Array(buffer, result, resultLength);
  const calls = kernelsOf(home.memory);
  clear(home, table, tableBytes);
  const work = { op: plan.op, params: plan.params, addresses };
  for (let from = 0, band = 0; from < rows; from += grain, band++) {
    const count = Math.min(grain, rows - from);
    for (const [index, { array, use }] of operands.entries()) {
      if (use !== 'out') (pieces[index] as NumArray).set(array.subarray(from, from + count));
    }
    runBand(calls, work, 0, count, table, result);
    results.set(written, band * resultLength);
    for (const [index, { array, use }] of operands.entries()) {
      if (use !== 'in') array.set((pieces[index] as NumArray).subarray(0, count), from);
    }
  }
  return plan.finish(results, tablesAt(buffer, table, tableBytes));
}

/** Lines need their neighbours: the whole image is copied, into memory that is let go afterwards when it is large. */
function runOnCopies<Result>(plan: Plan<Result>): Result {
  const bytes = plan.operands.reduce((sum, { array }) => sum + array.byteLength + 128, 0);
  const isLarge = bytes > 2 ** 24;
  const spare = bytes + plan.scratchBytes + plan.tableBytes + 65_536;
  using arena = createArena(isLarge ? { initialBytes: spare, maxBytes: spare } : { initialBytes: 65_536, maxBytes: 65_536 });
  const home = isLarge ? (homeOf(arena.u8(1)) as MemoryHome) : copiesHome();
  const addresses = plan.operands.map(({ array }) => home.acquire(array.byteLength));
  const views = plan.operands.map(({ array }, index) => viewLike(array, home.memory.buffer, addresses[index] as number, array.length));
  for (const [index, { array, use }] of plan.operands.entries()) if (use !== 'out') (views[index] as NumArray).set(array);
  const result = runAt(plan, home, addresses);
  for (const [index, { array, use }] of plan.operands.entries()) if (use !== 'in') array.set(views[index] as NumArray);
  for (const address of addresses) home.release(address);
  return result;
}

/** A view of `array`'s type at an address. */
export function viewLike(array: NumArray, buffer: SharedArrayBuffer, address: number, length: number): NumArray {
  return new (classOf(dtypeOf(array)))(buffer, address, length);
}

function clear(home: MemoryHome, address: number, bytes: number): void {
  if (bytes > 0) new Uint8Array(home.memory.buffer, address, bytes).fill(0);
}

function tablesAt(buffer: SharedArrayBuffer, address: number, bytes: number): readonly Uint32Array[] {
  return bytes > 0 ? [new Uint32Array(buffer, address, bytes / 4)] : [];
}
