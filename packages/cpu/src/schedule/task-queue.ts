import { FairLane } from './fair-lane.ts';
import { DeadlineLane, PlainLane, type Lane } from './lane.ts';
import { OrderHeap } from './order-heap.ts';
import type { ScheduledTask } from './scheduled-task.ts';

const maxEmptyLanes = 16;

/**
 * Waiting tasks, the most urgent first. Hot: one `add` and one `take` a task. A lane for each priority needs no sorting, since time only grows, so
 * the heap holds lanes and stays small. See bench/schedule.bench.ts.
 */
export class TaskQueue {
  /** Tasks in it, cancelled ones left out. */
  size = 0;
  readonly #lanes: Map<number, Lane> = new Map();
  readonly #deadlines: DeadlineLane = new DeadlineLane();
  readonly #heap: OrderHeap<Lane> = new OrderHeap();
  readonly #isFair: boolean;
  #cancelled = 0;
  /** The lane used last, since most tasks have the priority of the one before. */
  #last: Lane | undefined;
  #lastPriority: number = Number.NaN;

  constructor(isFair: boolean) {
    this.#isFair = isFair;
  }

  /** The task that is next. */
  get first(): ScheduledTask | undefined {
    for (let lane = this.#heap.first; lane !== undefined; lane = this.#heap.first) {
      const task = lane.first as ScheduledTask;
      if (!task.isSettled) return task;
      this.#cancelled--;
      lane.shift();
      this.#update(lane);
    }
    return undefined;
  }

  /** Takes `first` out. */
  take(): void {
    const lane = this.#heap.first as Lane;
    this.size--;
    lane.shift();
    this.#update(lane);
  }

  /** `priority` is `undefined` for a task with a deadline. */
  add(task: ScheduledTask, priority: number | undefined): void {
    this.size++;
    const lane = priority === undefined ? this.#deadlines : this.#laneOf(priority);
    lane.push(task);
    if (lane.heapIndex < 0) {
      lane.order = task.order;
      this.#heap.add(lane);
    } else if (lane.first === task) this.#update(lane);
  }

  /** Hears that a task in it was cancelled. It leaves when its turn comes, or when more are cancelled than wait. */
  cancelOne(): void {
    this.size--;
    this.#cancelled++;
    if (this.#cancelled > 64 && this.#cancelled > this.size) this.#sweep();
  }

  #update(lane: Lane): void {
    const next = lane.first;
    if (next !== undefined) {
      // Tasks that were added together have one order.
      if (next.order === lane.order) return;
      lane.order = next.order;
      this.#heap.move(lane);
      return;
    }
    this.#heap.remove(lane);
    if (this.#lanes.size > maxEmptyLanes) this.#forget(lane);
  }

  #laneOf(priority: number): Lane {
    if (priority === this.#lastPriority) return this.#last as Lane;
    let lane = this.#lanes.get(priority);
    if (lane === undefined) {
      lane = this.#isFair ? new FairLane(priority) : new PlainLane(priority);
      this.#lanes.set(priority, lane);
    }
    this.#last = lane;
    this.#lastPriority = priority;
    return lane;
  }

  #forget(lane: Lane): void {
    if (lane.priority === undefined) return;
    this.#lanes.delete(lane.priority);
    this.#lastPriority = Number.NaN;
  }

  #sweep(): void {
    this.#cancelled = 0;
    for (const lane of [...this.#lanes.values(), this.#deadlines]) {
      if (lane.heapIndex < 0) continue;
      lane.sweep();
      this.#update(lane);
    }
  }
}
