import type { Clock } from '@nsi/core/ports';

/** A clock that a test moves by hand. */
export class ManualClock implements Clock {
  #nowMs = 1000;
  readonly #timers: Set<{ readonly atMs: number; readonly callback: () => void }> = new Set();

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): Disposable {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }

  /** Moves time on and fires what falls due, in order. */
  advance(milliseconds: number): void {
    const endMs = this.#nowMs + milliseconds;
    for (let timer = this.#nextBefore(endMs); timer !== undefined; timer = this.#nextBefore(endMs)) {
      this.#timers.delete(timer);
      this.#nowMs = Math.max(this.#nowMs, timer.atMs);
      timer.callback();
    }
    this.#nowMs = endMs;
  }

  /** Moves time on while the event loop is kept busy: timers fire late, at the new time. */
  block(milliseconds: number): void {
    this.#nowMs += milliseconds;
  }

  /** Timers that wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  #nextBefore(endMs: number): { readonly atMs: number; readonly callback: () => void } | undefined {
    return [...this.#timers].filter(({ atMs }) => atMs <= endMs).toSorted((one, other) => one.atMs - other.atMs)[0];
  }
}
