import { Line } from './line.ts';
import { OrderHeap, type Ordered } from './order-heap.ts';
import { isWaiting, type ScheduledTask } from './scheduled-task.ts';

/** Tasks that are ordered among themselves in one way. Its own order is that of its next task. */
export interface Lane extends Ordered {
  /** Of all its tasks; `undefined` when they differ. */
  readonly priority: number | undefined;
  order: number;
  readonly first: ScheduledTask | undefined;
  push(task: ScheduledTask): void;
  shift(): void;
  /** Leaves out tasks that were cancelled. */
  sweep(): void;
}

/** Tasks of one priority in the order of their coming, which among equals is the order of their age. */
export class PlainLane implements Lane {
  order = 0;
  readonly sequence = 0;
  heapIndex = -1;
  readonly priority: number;
  readonly #line: Line<ScheduledTask> = new Line();

  constructor(priority: number) {
    this.priority = priority;
  }

  get first(): ScheduledTask | undefined {
    return this.#line.first;
  }

  push(task: ScheduledTask): void {
    this.#line.push(task);
  }

  shift(): void {
    this.#line.shift();
  }

  sweep(): void {
    this.#line.keep(isWaiting);
  }
}

/** A task in the heap of deadlines. */
class Due implements Ordered {
  readonly order: number;
  readonly sequence: number;
  heapIndex = -1;
  readonly task: ScheduledTask;

  constructor(task: ScheduledTask, sequence: number) {
    this.order = task.order;
    this.sequence = sequence;
    this.task = task;
  }
}

/** Tasks with a deadline, of all priorities. */
export class DeadlineLane implements Lane {
  order = 0;
  readonly sequence = 0;
  heapIndex = -1;
  readonly priority = undefined;
  readonly #heap: OrderHeap<Due> = new OrderHeap();
  #sequence = 0;

  get first(): ScheduledTask | undefined {
    return this.#heap.first?.task;
  }

  push(task: ScheduledTask): void {
    this.#heap.add(new Due(task, this.#sequence++));
  }

  shift(): void {
    const due = this.#heap.first;
    if (due !== undefined) this.#heap.remove(due);
  }

  sweep(): void {
    for (const due of Array.from(this.#heap.values())) if (!isWaiting(due.task)) this.#heap.remove(due);
  }
}
