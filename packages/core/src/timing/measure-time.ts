import type { Recorder } from '../recorder/recorder.ts';
import { isObserved, report } from './timer.ts';

/** What one measurement may be told. */
export interface TimingOptions {
  /** Where the measurement goes. Default: the process's recorder (`setRecorder`). */
  readonly recorder?: Recorder;
}

/**
 * The two ways to measure wall time: a block, by `using`, or a call. Each gives one observation of `nsi_core_timed_seconds`; a block's
 * outcome is always `ok`.
 */
export interface MeasureTime {
  /** Measures until the end of the block: `using _ = measureTime('tile')`. */
  (name: string, options?: TimingOptions): Disposable;
  /** Measures one call and returns what it returns; a promise is measured until it settles. Errors pass through and are recorded as such. */
  <Result>(name: string, run: () => Result, options?: TimingOptions): Result;
}

/**
 * Measures wall time under `name`. Names should be few and fixed: they become a metric's label.
 * Without a recorder or a subscriber it measures nothing.
 *
 * @example
 * import { measureTime } from '@nsi/core';
 * {
 *   using _ = measureTime('tile');
 * }
 * const total = measureTime('sum', () => [1, 2, 3].reduce((sum, value) => sum + value));
 */
export const measureTime: MeasureTime = <Result>(name: string, ...rest: [(() => Result) | TimingOptions | undefined, TimingOptions?]) => {
  const [first, options] = rest;
  if (typeof first === 'function') return measureCall(name, first, options?.recorder);
  return measureScope(name, first?.recorder) as Disposable & Result;
};

const unobservedScope: Disposable = Object.freeze({ [Symbol.dispose]() {} });

function measureScope(name: string, recorder: Recorder | undefined): Disposable {
  if (!isObserved(recorder)) return unobservedScope;
  const startMs = performance.now();
  return { [Symbol.dispose]: () => report(recorder, name, startMs, 'ok') };
}

/** Hot: one call per timed function call. No closures on the synchronous path; see bench/timing.bench.ts. */
export function measureCall<Result>(name: string, run: () => Result, recorder: Recorder | undefined): Result {
  if (!isObserved(recorder)) return run();
  const startMs = performance.now();
  let result: Result;
  try {
    result = run();
  } catch (error) {
    report(recorder, name, startMs, 'error');
    throw error;
  }
  if (isPromise(result)) return whenSettled(result, name, startMs, recorder) as Result;
  report(recorder, name, startMs, 'ok');
  return result;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

function whenSettled(promise: Promise<unknown>, name: string, startMs: number, recorder: Recorder | undefined): Promise<unknown> {
  return promise.then(
    (value) => {
      report(recorder, name, startMs, 'ok');
      return value;
    },
    (error: unknown) => {
      report(recorder, name, startMs, 'error');
      throw error;
    },
  );
}
