import type { NumArray } from '../arena/num-array.ts';
import type { Reduction } from './compile-variant.ts';
import { createRunningSum } from './two-sum.ts';

/** A function of numbers, as the user wrote it. */
export type ElementFunction = (...values: readonly number[]) => number | boolean;

/** Calls `fn` for each element and hands every result on: what a kernel does where nothing can be compiled. */
function eachElement(
  fn: ElementFunction,
  inputs: readonly (NumArray | number)[],
  length: number,
  take: (value: number, index: number) => void,
): void {
  const call = inputs.map((input) => (typeof input === 'number' ? input : 0));
  const arrays = inputs.flatMap((input, position) => (typeof input === 'number' ? [] : [{ input, position }]));
  for (let index = 0; index < length; index++) {
    for (const { input, position } of arrays) call[position] = input[index] as number;
    take(Number(fn(...call)), index);
  }
}

/** Writes the results. */
export function runPlainLoop(fn: ElementFunction, inputs: readonly (NumArray | number)[], out: NumArray): void {
  eachElement(fn, inputs, out.length, (value, index) => {
    out[index] = value;
  });
}

/** Reduces the results. */
export function reducePlainLoop(fn: ElementFunction, kind: Reduction, inputs: readonly (NumArray | number)[], length: number): number {
  if (kind === 'sum') {
    const sum = createRunningSum();
    eachElement(fn, inputs, length, (value) => sum.add(value));
    return sum.total;
  }
  let extreme = kind === 'min' ? Infinity : -Infinity;
  eachElement(fn, inputs, length, (value) => {
    extreme = Math[kind](extreme, value);
  });
  return extreme;
}
