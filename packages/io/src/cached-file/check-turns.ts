import type { Clock } from '@nsi/core/ports';

/**
 * When files must be looked at again. A reader compares the turn of its last look with `current`, which costs one comparison; a timer moves
 * `current` on, at most once in `checkMs` and only while somebody reads.
 */
export interface CheckTurns extends Disposable {
  /** Never equal to anything when files are looked at on every read. */
  readonly current: number;
  /** Called at every look: sets the timer that ends this turn. */
  begin(): void;
}

/** Time of the process. Its timers do not keep it alive. */
export const processClock: Clock = Object.freeze({
  now: () => performance.now(),
  after(delayMs: number, callback: () => void): Disposable {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
});

/** Turns of `checkMs` milliseconds: 0 ends at once, `Infinity` never. */
export class TimedTurns implements CheckTurns {
  current: number;
  readonly #checkMs: number;
  readonly #clock: Clock;
  #timer: Disposable | undefined;

  constructor(checkMs: number, clock: Clock = processClock) {
    this.#checkMs = checkMs;
    this.#clock = clock;
    // NaN differs from every turn, itself included.
    this.current = checkMs === 0 ? Number.NaN : 1;
  }

  begin(): void {
    if (this.#timer !== undefined || this.#checkMs === 0 || this.#checkMs === Infinity) return;
    this.#timer = this.#clock.after(this.#checkMs, () => {
      this.#timer = undefined;
      this.current += 1;
    });
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
