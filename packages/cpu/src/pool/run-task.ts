import { isNsiError } from '@nsi/core';
import type { Dispatch } from './dispatch.ts';
import type { Call } from './flight.ts';
import type { RunOptions } from './pool.ts';
import { callOptionsOf, parseRunOptions } from './run-options.ts';

/** Runs a call, and again after an error as often as `retries` says. */
export async function runTask<Result>(dispatch: Dispatch, call: Call, options?: RunOptions): Promise<Result> {
  if (options === undefined) return (await dispatch.submit(call).answer) as Result;
  const { retries = 0, signal } = parseRunOptions(options);
  for (let attempt = 0; ; attempt++) {
    try {
      return (await dispatch.submit(call, callOptionsOf(options)).answer) as Result;
    } catch (error) {
      if (attempt >= retries || signal?.aborted || isFinal(error)) throw error;
    }
  }
}

/** Errors that another attempt would meet again. */
export function isFinal(error: unknown): boolean {
  return isNsiError(error) && finalCodes.has(error.code);
}

const finalCodes: ReadonlySet<string> = new Set([
  'NSI_CPU_POOL_DISPOSED',
  'NSI_CPU_POOL_FULL',
  'NSI_CPU_TASK_ARGUMENT',
  'NSI_CPU_TASK_DEADLINE',
  'NSI_CPU_TASK_MODULE',
  'NSI_CPU_TASK_NAME',
  'NSI_CPU_TASK_RESULT',
]);
