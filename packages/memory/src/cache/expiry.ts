import type { CacheTime } from './cache-time.ts';
import { TimerWheel } from './timer-wheel.ts';

// Sweeping only gives memory back: a read sees an entry's deadline by itself. So a busy cache is swept now and then, not on every tick of the wheel.
const minSweepMs = 100;

/** Which entries have outlived their ttl, and a timer that removes them even if nobody asks. */
export class Expiry {
  readonly #time: CacheTime;
  readonly #wheel: TimerWheel;
  readonly #onExpire: (slot: number) => void;
  readonly #onSwept: () => void;
  #deadlines: Float64Array = new Float64Array(0);
  #timer: Disposable | undefined;
  #timerAtMs = Infinity;

  constructor(time: CacheTime, onExpire: (slot: number) => void, onSwept: () => void) {
    this.#time = time;
    this.#wheel = new TimerWheel(time.exactMs());
    this.#onExpire = onExpire;
    this.#onSwept = onSwept;
  }

  grow(count: number): void {
    this.#wheel.grow(count);
    this.#deadlines = this.#wheel.deadlines;
  }

  /** Hot: see bench/cache-get-hit.bench.ts. */
  hasExpired(slot: number): boolean {
    return (this.#deadlines[slot] as number) <= this.#time.recentMs && this.#isOverdue(slot);
  }

  schedule(slot: number, ttlMs: number): void {
    const nowMs = this.#time.exactMs();
    this.#wheel.schedule(slot, nowMs + ttlMs);
    if (nowMs + ttlMs + minSweepMs < this.#timerAtMs) this.#arm(nowMs, ttlMs + minSweepMs);
  }

  cancel(slot: number): void {
    this.#wheel.cancel(slot);
  }

  /** Removes every entry whose deadline has passed. Constant time when none has. */
  sweep(): void {
    this.#wheel.advance(this.#time.exactMs(), this.#onExpire);
  }

  /** Ends the timer. */
  stop(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    this.#timerAtMs = Infinity;
  }

  #isOverdue(slot: number): boolean {
    return (this.#deadlines[slot] as number) <= this.#time.exactMs();
  }

  #arm(nowMs: number, delayMs: number): void {
    this.stop();
    // The timer must not keep a cache alive that nobody holds any more.
    const weak = new WeakRef(this);
    this.#timerAtMs = nowMs + delayMs;
    this.#timer = this.#time.after(delayMs, () => {
      const expiry = weak.deref();
      if (expiry !== undefined) expiry.#fire();
    });
  }

  #fire(): void {
    const nowMs = this.#time.exactMs();
    this.stop();
    this.sweep();
    const nextMs = this.#wheel.nextMs();
    if (nextMs !== Infinity) this.#arm(nowMs, Math.max(minSweepMs, nextMs - nowMs));
    this.#onSwept();
  }
}
