import { cpuError } from '../errors.ts';
import type { Dispatch } from './dispatch.ts';
import type { Call, CallOptions, LostBatch } from './flight.ts';
import type { BatchAnswer } from './wire.ts';
import { decodeError } from './decode-error.ts';

/** What became of neighbouring items. */
export interface ItemOutcomes {
  readonly results: unknown[];
  /** Error of each item that failed, by its index in `results`; only when errors settle. */
  readonly errors: ReadonlyMap<number, unknown>;
}

/**
 * Runs items as one batch. When their thread is lost, or one of them cannot be sent, that item has failed and the others run again. The first
 * error is thrown unless errors settle.
 */
export async function runItems(
  dispatch: Dispatch,
  call: Call,
  items: unknown[],
  options: CallOptions,
  settles: boolean,
): Promise<ItemOutcomes & { readonly elapsedMs: number }> {
  const results: unknown[] = Array.from({ length: items.length });
  const errors = new Map<number, unknown>();
  let elapsedMs = 0;
  const fail = (index: number, error: unknown): void => {
    if (!settles) throw error;
    errors.set(index, error);
  };
  let left: readonly number[] = items.map((_, index) => index);
  while (left.length > 0) {
    const part = left;
    const answer = await runPart(part);
    if (!answer) left = part.filter((index) => !errors.has(index));
    else if ('lost' in answer) {
      fail(part[answer.lost] as number, answer.error);
      left = part.filter((_, place) => place !== answer.lost);
    } else {
      answer.results.forEach((result, place) => (results[part[place] as number] = result));
      for (const [place, error] of answer.errors) fail(part[place] as number, decodeError(error));
      elapsedMs += answer.elapsedMs;
      left = part.slice(answer.results.length);
    }
  }
  return { results, errors, elapsedMs };

  /** `undefined` when an item could not be sent; its error is noted. */
  async function runPart(part: readonly number[]): Promise<BatchAnswer | LostBatch | undefined> {
    const argument = part.length === items.length ? items : part.map((index) => items[index]);
    try {
      return (await dispatch.submit({ ...call, argument, more: settles ? 1 : 0 }, options).answer) as BatchAnswer | LostBatch;
    } catch (error) {
      const faults =
        settles && (error as { code?: string }).code === 'NSI_CPU_TASK_ARGUMENT' ? part.filter((index) => !isCloneable(items[index])) : [];
      if (faults.length === 0) throw error;
      for (const index of faults)
        fail(index, cpuError('NSI_CPU_TASK_ARGUMENT', `expected an item that can be cloned, got another`, { cause: error }));
      return undefined;
    }
  }
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
