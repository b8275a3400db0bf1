import { cpuError } from '../errors.ts';
import type { Dispatch } from './dispatch.ts';
import type { Call, CallOptions, LostBatch } from './flight.ts';
import { isFinal } from './run-task.ts';
import type { BatchAnswer } from './wire.ts';
import { decodeError } from './decode-error.ts';

/** What became of neighbouring items. */
export interface ItemOutcomes {
  readonly results: unknown[];
  /** Error of each item that failed, by its index in `results`; only when errors settle. */
  readonly errors: ReadonlyMap<number, unknown>;
}

/** What becomes of an item that fails. */
export interface FailurePolicy {
  /** Whether its error is a result; otherwise the first one is thrown. */
  readonly settles: boolean;
  /** How often it is run again first. */
  readonly retries: number;
}

/** Runs items as one batch. When their thread is lost, or one of them cannot be sent, that item has failed and the others run again. */
export async function runItems(
  dispatch: Dispatch,
  call: Call,
  items: unknown[],
  options: CallOptions,
  { settles, retries }: FailurePolicy,
): Promise<ItemOutcomes & { readonly elapsedMs: number }> {
  const results: unknown[] = Array.from({ length: items.length });
  const errors = new Map<number, unknown>();
  const attempts = new Map<number, number>();
  const all = items.map((_, index) => index);
  let elapsedMs = 0;
  let left: readonly number[] = all;
  while (left.length > 0) {
    const part = left;
    const again: number[] = [];
    const fail = (index: number, error: unknown): void => {
      const attempt = (attempts.get(index) ?? 0) + 1;
      attempts.set(index, attempt);
      if (attempt <= retries && !isFinal(error)) again.push(index);
      else if (settles) errors.set(index, error);
      else throw error;
    };
    const answer = await runPart(part, fail);
    if (!answer) left = part.filter((index) => !errors.has(index));
    else if ('lost' in answer) {
      fail(part[answer.lost] as number, answer.error);
      left = [...part.filter((_, place) => place !== answer.lost), ...again];
    } else {
      answer.results.forEach((result, place) => (results[part[place] as number] = result));
      for (const [place, error] of answer.errors) fail(part[place] as number, decodeError(error));
      elapsedMs += answer.elapsedMs;
      left = [...part.slice(answer.results.length), ...again];
    }
  }
  return { results, errors, elapsedMs };

  /** `undefined` when an item could not be sent; its error is noted. */
  async function runPart(
    part: readonly number[],
    fail: (index: number, error: unknown) => void,
  ): Promise<BatchAnswer | LostBatch | undefined> {
    const argument = part === all ? items : part.map((index) => items[index]);
    try {
      return (await dispatch.submit({ ...call, argument, more: settles || retries > 0 ? 1 : 0 }, options).answer) as
        | BatchAnswer
        | LostBatch;
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
