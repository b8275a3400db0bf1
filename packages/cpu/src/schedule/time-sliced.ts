import { check } from '@nsi/core';
import * as v from 'valibot';
import { defaultBudgetMs, yieldIfNeeded } from './yield-if-needed.ts';

/** What `timeSliced` can be told. */
export interface TimeSlicedOptions {
  /** Milliseconds that it may keep the event loop in one go. From 0; default 8. */
  readonly budgetMs?: number;
  /** Aborting ends it with the signal's reason before the next value. */
  readonly signal?: AbortSignal;
}

const budget = v.pipe(v.number(), v.minValue(0));

/**
 * `transform` of every value, in order, in slices that leave the event loop to others. Takes a value only when the one before was taken from it.
 * Throws `NSI_CPU_OPTION` for a budget it cannot use.
 * @example
 * for await (const score of timeSliced(rows, (row) => scoreOf(row))) total += score;
 */
export function timeSliced<Value, Result>(
  values: Iterable<Value>,
  transform: (value: Value) => Result,
  options: TimeSlicedOptions = {},
): AsyncGenerator<Result, void, undefined> {
  const budgetMs = check(budget, options.budgetMs ?? defaultBudgetMs, { path: 'budgetMs', code: 'NSI_CPU_OPTION' });
  return slices(values, transform, budgetMs, options.signal);
}

async function* slices<Value, Result>(
  values: Iterable<Value>,
  transform: (value: Value) => Result,
  budgetMs: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result, void, undefined> {
  for (const value of values) {
    signal?.throwIfAborted();
    yield transform(value);
    const pause = yieldIfNeeded(budgetMs);
    if (pause) await pause;
  }
}
