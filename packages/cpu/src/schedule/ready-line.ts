import type { GraphTask } from './graph-plan.ts';
import { OrderHeap, type Ordered } from './order-heap.ts';

/** Tasks whose dependencies are done. */
export interface ReadyLine {
  /** The one with the longest way to the end; among equals the one that was added first. */
  take(): string | undefined;
  /** Hears that a task is done. */
  done(name: string): void;
}

export function createReadyLine(
  tasks: ReadonlyMap<string, GraphTask>,
  dependents: ReadonlyMap<string, readonly string[]>,
  wayCost: ReadonlyMap<string, number>,
): ReadyLine {
  const place = new Map([...tasks.keys()].map((name, index) => [name, index]));
  const missingCount = new Map([...tasks.values()].map(({ name, deps }) => [name, deps.length]));
  const heap = new OrderHeap<ReadyTask>();
  const add = (name: string): void =>
    heap.add({ name, order: -(wayCost.get(name) as number), sequence: place.get(name) as number, heapIndex: -1 });
  for (const { name, deps } of tasks.values()) if (deps.length === 0) add(name);
  return {
    take() {
      const first = heap.first;
      if (first) heap.remove(first);
      return first?.name;
    },
    done(name) {
      for (const dependent of dependents.get(name) ?? []) {
        const left = (missingCount.get(dependent) as number) - 1;
        missingCount.set(dependent, left);
        if (left === 0) add(dependent);
      }
    },
  };
}

interface ReadyTask extends Ordered {
  readonly name: string;
}
