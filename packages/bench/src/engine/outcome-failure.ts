import type { CaseFailure } from '@nsi/core/report';
import type { ForkOutcome } from './spawn-fork.ts';

/** The end of a fork without an answer, as a failure in words. */
export function failureOfOutcome(outcome: Exclude<ForkOutcome, { readonly type: 'answer' }>, variant?: string): CaseFailure {
  const { type, last, detail } = outcome;
  const where = last === undefined ? 'before it began' : `during ${last.phase}`;
  const whose = variant === undefined ? {} : { variant };
  if (type === 'timeout')
    return { code: 'NSI_BENCH_VARIANT_TIMEOUT', message: `expected an answer in time, got silence ${where}`, ...whose };
  if (type === 'out of memory')
    return {
      code: 'NSI_BENCH_VARIANT_MEMORY',
      message: `expected a bounded heap, got more than the process may use ${where} (${detail})`,
      ...whose,
    };
  if (type === 'exited')
    return {
      code: 'NSI_BENCH_VARIANT_EXITED',
      message: `expected the process to live until it answers, got its end ${where} (${detail})`,
      ...whose,
    };
  return {
    code: 'NSI_BENCH_FORK_LOST',
    message: `expected the process to live until it answers, got ${type} ${where} (${detail})`,
    ...whose,
  };
}
