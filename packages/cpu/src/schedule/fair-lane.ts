import type { Lane } from './lane.ts';
import { Line } from './line.ts';
import { OrderHeap, type Ordered } from './order-heap.ts';
import { isWaiting, type ScheduledTask } from './scheduled-task.ts';

/** Keys that are remembered although they wait for nothing, before those whose past no longer counts are looked for. */
const minRemembered = 64;

/** Tasks of one key. Its order is the virtual time at which its next task may start. */
class KeyLine implements Ordered {
  order = 0;
  sequence = 0;
  heapIndex = -1;
  /** Virtual time at which what it was given so far is used up. */
  finish = 0;
  readonly tasks: Line<ScheduledTask> = new Line();
}

/**
 * Keys take turns by weight: start-time fair queuing (Goyal, Vin, Cheng 1996) with the virtual time of weighted fair queuing, which passes faster
 * the fewer keys wait. A key that comes with a thousand tasks delays another's first by one task, not by a thousand.
 */
export class FairLane implements Lane {
  order = 0;
  readonly sequence = 0;
  heapIndex = -1;
  readonly priority: number;
  readonly #keys: Map<string | undefined, KeyLine> = new Map();
  readonly #waiting: OrderHeap<KeyLine> = new OrderHeap();
  #now = 0;
  #turns = 0;
  #forgetAt = minRemembered;

  constructor(priority: number) {
    this.priority = priority;
  }

  get first(): ScheduledTask | undefined {
    return this.#waiting.first?.tasks.first;
  }

  push(task: ScheduledTask): void {
    const key = task.terms?.key;
    let line = this.#keys.get(key);
    if (line === undefined) {
      line = new KeyLine();
      this.#keys.set(key, line);
    }
    line.tasks.push(task);
    if (line.heapIndex < 0) this.#queue(line);
  }

  shift(): void {
    const line = this.#waiting.first;
    const task = line?.tasks.shift();
    if (line === undefined || task === undefined) return;
    if (!task.isSettled) {
      const share = task.weight / this.#waiting.size;
      this.#now = Math.max(this.#now, line.order) + share;
      line.finish = line.order + task.weight;
    }
    this.#waiting.remove(line);
    if (line.tasks.size > 0) this.#queue(line);
    else if (this.#keys.size > this.#forgetAt) this.#forget();
  }

  sweep(): void {
    for (const line of this.#keys.values()) {
      if (line.heapIndex < 0) continue;
      line.tasks.keep(isWaiting);
      if (line.tasks.size === 0) this.#waiting.remove(line);
    }
    this.#forget();
  }

  /** A key that comes back before its share is used up goes on where it was: leaving gains it nothing. */
  #queue(line: KeyLine): void {
    line.order = Math.max(this.#now, line.finish);
    line.sequence = this.#turns++;
    this.#waiting.add(line);
  }

  /** Keys that wait for nothing and whose past no longer counts. */
  #forget(): void {
    for (const [key, line] of this.#keys) if (line.heapIndex < 0 && line.finish <= this.#now) this.#keys.delete(key);
    this.#forgetAt = Math.max(minRemembered, 2 * this.#keys.size);
  }
}
