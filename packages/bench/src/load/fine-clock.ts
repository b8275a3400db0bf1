import type { Clock } from '@nsi/core/ports';

/** Timers wake up to a millisecond late; the last stretch is waited out on the event loop's own turns instead. */
const coarseMs = 2;

/** A clock whose `after` is exact to a turn of the event loop. It keeps a core busy while the wait is below 2 ms. */
export const fineClock: Clock = Object.freeze({
  now: () => performance.now(),
  after(delayMs: number, callback: () => void): Disposable {
    const endMs = performance.now() + delayMs;
    let timer: NodeJS.Timeout | undefined;
    let turn: NodeJS.Immediate | undefined;
    const wait = (): void => {
      const leftMs = endMs - performance.now();
      if (leftMs > coarseMs) timer = setTimeout(onWake, leftMs - coarseMs);
      else turn = setImmediate(onWake);
    };
    const onWake = (): void => {
      if (performance.now() >= endMs) callback();
      else wait();
    };
    wait();
    return {
      [Symbol.dispose]() {
        clearTimeout(timer);
        clearImmediate(turn);
      },
    };
  },
});
