import type { Metric } from './metric.ts';

/**
 * Label names to values: exactly the names that the metric declares. Each distinct combination is kept as a series of its own, so values
 * must be few.
 */
export type Labels = Readonly<Record<string, string>>;

/** Where measurements go. Every optimizer takes one; the default records nothing. */
export interface Recorder {
  /** Adds to a counter. `amount` is at least 0; default 1. */
  count(metric: Metric, amount?: number, labels?: Labels): void;
  /** Sets a gauge. */
  gauge(metric: Metric, value: number, labels?: Labels): void;
  /** Adds one observation to a histogram, in the metric's base unit. */
  observe(metric: Metric, value: number, labels?: Labels): void;
}

/** Records nothing. Callers may compare with it to skip work that only feeds a recorder. */
export const noRecorder: Recorder = Object.freeze({ count() {}, gauge() {}, observe() {} });

// One holder for all installs of this package; kept in a variable because a look-up on `globalThis` costs more than the whole no-op.
const slot = Symbol.for('nsi.recorder');
const holder = ((globalThis as { [slot]?: { recorder: Recorder } })[slot] ??= { recorder: noRecorder });

/** The process's recorder: the one set last, else `noRecorder`. One for all installs of this package. */
export function currentRecorder(): Recorder {
  return holder.recorder;
}

/** Makes `recorder` the process's recorder until the returned handle is disposed; the one before it then returns. */
export function setRecorder(recorder: Recorder): Disposable {
  const before = holder.recorder;
  holder.recorder = recorder;
  return {
    [Symbol.dispose]() {
      if (holder.recorder === recorder) holder.recorder = before;
    },
  };
}
