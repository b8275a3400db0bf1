import { defineTasks } from '../pool/task-context.ts';

/** Tasks of the pool's benchmarks, on threads and on the calling thread alike. */
export const tasks: {
  /** Hardly anything: what is left is the way there and back. */
  readonly label: (value: number) => string;
  /** Some tenths of a millisecond: steps of the Collatz sequences from `value`. */
  readonly collatz: (value: number) => number;
} = defineTasks({
  label: (value: number): string => `item ${value}`,
  collatz(value: number): number {
    let steps = 0;
    for (let start = value; start < value + 500; start++) for (let n = start; n > 1; steps++) n = n % 2 === 0 ? n / 2 : 3 * n + 1;
    return steps;
  },
});
