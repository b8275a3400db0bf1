import type { Clock } from '@nsi/core/ports';

/** Time as a cache needs it: exact where it writes a deadline, and one field to compare with where it reads one. */
export interface CacheTime {
  /** Milliseconds when the time was last read, about a millisecond ago at most; `Infinity` when it must be read anew. */
  recentMs: number;
  /** Milliseconds now. */
  exactMs(): number;
  after(delayMs: number, callback: () => void): Disposable;
}

/** A clock that is handed in is asked every time. */
export function cacheTimeOf(clock: Clock): CacheTime {
  return { recentMs: Infinity, exactMs: () => clock.now(), after: (delayMs, callback) => clock.after(delayMs, callback) };
}

const maxTimerMs = 2 ** 31 - 1;

/**
 * The process's monotonic time. A busy program reads the clock once a millisecond, not once a hit; while code keeps the event loop from turning,
 * hits see the time of the last write.
 */
class ProcessTime implements CacheTime {
  recentMs = Infinity;
  #armedAtMs = -Infinity;

  exactMs(): number {
    const nowMs = performance.now();
    this.recentMs = nowMs;
    // Before the arming: the timer was a test's fake one and is gone.
    if (nowMs - this.#armedAtMs > 1 || nowMs < this.#armedAtMs) {
      this.#armedAtMs = nowMs;
      setTimeout(() => {
        this.recentMs = Infinity;
      }, 1).unref();
    }
    return nowMs;
  }

  after(delayMs: number, callback: () => void): Disposable {
    const timer = setTimeout(callback, Math.min(delayMs, maxTimerMs)).unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  }
}

/** Shared by all caches that were given no clock. */
export const processTime: CacheTime = new ProcessTime();
