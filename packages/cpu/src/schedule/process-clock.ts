import type { Clock } from '@nsi/core/ports';

const maxTimerMs = 2 ** 31 - 1;

/** The process's time as `Date.now()` counts it, but finer and never backwards. */
export const processClock: Clock = Object.freeze({
  now: () => performance.timeOrigin + performance.now(),
  after(delayMs: number, callback: () => void): Disposable {
    const timer = setTimeout(callback, Math.min(delayMs, maxTimerMs)).unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
});
