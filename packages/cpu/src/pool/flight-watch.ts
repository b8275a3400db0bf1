import { cpuError } from '../errors.ts';
import { now, type ControlBlock } from './control-block.ts';
import { isBatch, type Flight } from './flight.ts';
import type { TaskOutcome } from './pool-metrics.ts';
import { createSignalListeners } from './signal-listeners.ts';

/** What a flight's clock and signal lead to. */
export interface FlightWatchOptions {
  readonly control: ControlBlock;
  readonly abortGraceMs: number;
  readonly settle: (flight: Flight, reason: unknown, outcome: TaskOutcome) => void;
  /** Ends the thread of a flight that does not stop. */
  readonly kill: (flight: Flight, reason: unknown) => void;
}

/** Signals, deadlines and timeouts of flights, and the time they are given to stop. Timers never hold the process. */
export interface FlightWatch {
  /** Before it waits. */
  begin(flight: Flight): void;
  /** Once it was handed to a thread. */
  start(flight: Flight): void;
  /** Asks it to stop, and kills it when it does not. */
  stop(flight: Flight): void;
  /** Once its caller has an answer. */
  end(flight: Flight): void;
  /** Once its thread is free. */
  land(flight: Flight): void;
  /** Resolves with `promise`, or after so many milliseconds. */
  within(milliseconds: number, promise: Promise<void>): Promise<void>;
}

/** The longest that a timer of Node.js can wait. */
const longestMs = 2 ** 31 - 1;

export function createFlightWatch({ control, abortGraceMs, settle, kill }: FlightWatchOptions): FlightWatch {
  const signals = createSignalListeners<Flight>((flight, { reason }) => settle(flight, reason, 'aborted'));
  return {
    begin(flight) {
      const { deadline, options } = flight;
      const { signal } = options;
      if (signal) signals.add(signal, flight);
      if (deadline < Infinity) armDeadline(flight);
    },
    start(flight) {
      const { timeoutMs } = flight.options;
      if (timeoutMs !== undefined && timeoutMs < Infinity) after(flight, timeoutMs, () => checkTime(flight, timeoutMs));
    },
    stop(flight) {
      control.abort(flight.slot);
      setTimer(flight, abortGraceMs, () => kill(flight, undefined));
    },
    end(flight) {
      const { signal } = flight.options;
      if (signal) signals.remove(signal, flight);
      clear(flight);
    },
    land: clear,
    async within(milliseconds, promise) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, milliseconds);
      await Promise.race([promise, late]);
      clearTimeout(timer);
    },
  };

  function armDeadline(flight: Flight): void {
    const left = flight.deadline - Date.now();
    if (left > longestMs) return after(flight, longestMs, () => armDeadline(flight));
    const expire = (): void => {
      const message = `expected the task to end by ${new Date(flight.deadline).toISOString()}, got no result by then`;
      settle(flight, cpuError('NSI_CPU_TASK_DEADLINE', message), 'timed-out');
    };
    after(flight, Math.max(0, left), expire);
  }

  /** Counts from the moment that the thread began, which this thread learns from shared memory. */
  function checkTime(flight: Flight, timeoutMs: number): void {
    const { slot, call } = flight;
    const item = control.item(slot);
    const startedAt = control.startedAt(slot);
    const left = startedAt === 0 || control.item(slot) !== item ? timeoutMs : startedAt + timeoutMs - now();
    if (left > 0) return after(flight, Math.max(1, left), () => checkTime(flight, timeoutMs));
    const error = cpuError('NSI_CPU_TASK_TIMEOUT', `expected \`${call.task}\` to end within ${timeoutMs} ms, got no result by then`);
    if (!isBatch(call)) return settle(flight, error, 'timed-out');
    control.abortItem(slot, item);
    after(flight, abortGraceMs, () => {
      if (control.item(slot) === item && control.isAborted(slot, item)) kill(flight, error);
      else checkTime(flight, timeoutMs);
    });
  }

  function after(flight: Flight, milliseconds: number, run: () => void): void {
    if (!flight.isSettled) setTimer(flight, milliseconds, run);
  }

  function setTimer(flight: Flight, milliseconds: number, run: () => void): void {
    const timer = setTimeout(
      () => {
        flight.timers?.delete(timer);
        run();
      },
      Math.min(milliseconds, longestMs),
    );
    timer.unref();
    (flight.timers ??= new Set()).add(timer);
  }

  function clear(flight: Flight): void {
    if (!flight.timers) return;
    for (const timer of flight.timers) clearTimeout(timer);
    flight.timers = undefined;
  }
}
