import type { NumArray } from '../arena/num-array.ts';

/** An array that an operation reads or writes. */
export interface Operand {
  readonly array: NumArray;
  readonly use: 'in' | 'out' | 'inout';
}

/**
 * An operation that is checked and ready to run: where its arrays are placed decides who runs it. Rows are elements of arrays or lines of
 * an image, and any `grain` of them, a band, can be run by itself and on any thread: results do not depend on who ran what.
 */
export interface Plan<Result> {
  /** Which of `bandRunners`. */
  readonly op: string;
  readonly params: readonly number[];
  readonly operands: readonly Operand[];
  readonly rows: number;
  readonly grain: number;
  /** Whether rows are elements, so that a band needs only its own part of every operand. */
  readonly isElementwise: boolean;
  /** f64 that every band writes. */
  readonly resultLength: number;
  /** Bytes that a thread clears before its first band and that `finish` reads. */
  readonly tableBytes: number;
  /** Bytes that a thread needs besides, behind its table. */
  readonly scratchBytes: number;
  /** Makes the result of what bands wrote, in order, and of every thread's table. */
  finish(results: Float64Array, tables: readonly Uint32Array[]): Result;
}

/** What a thread needs to know to run bands of a plan: plain values, so that it can be posted. */
export interface BandWork {
  readonly op: string;
  readonly params: readonly number[];
  /** Byte addresses of the operands. */
  readonly addresses: readonly number[];
}

/** What most plans have in common. */
interface PlanShape<IsElementwise extends boolean> {
  readonly grain: number;
  readonly isElementwise: IsElementwise;
  readonly resultLength: number;
  readonly tableBytes: number;
  readonly scratchBytes: number;
}

const nothing = { resultLength: 0, tableBytes: 0, scratchBytes: 0 } as const;

export const elementwise: PlanShape<true> = Object.freeze({ ...nothing, grain: 131_072, isElementwise: true });
/** V8 replaces a function by its optimized code only between calls: an image in one call would stay on the first code. */
export const linewise: PlanShape<false> = Object.freeze({ ...nothing, grain: 32, isElementwise: false });

export function bandCount({ rows, grain }: Plan<unknown>): number {
  return Math.ceil(rows / grain);
}
