import { isNsiError } from '@nsi/core';
import { cpuError, type CpuErrorCode } from '../errors.ts';

/** What the errors of a scheduler are called where it stands behind a pool. */
const poolCodes: Readonly<Record<string, CpuErrorCode>> = Object.freeze({
  NSI_CPU_SCHEDULER_DEADLINE: 'NSI_CPU_TASK_DEADLINE',
  NSI_CPU_SCHEDULER_DISPOSED: 'NSI_CPU_POOL_DISPOSED',
  NSI_CPU_SCHEDULER_FULL: 'NSI_CPU_POOL_FULL',
});

/** As `task`, with the errors of the scheduler in the words of the pool. */
export async function inPoolWords<Result>(task: Promise<Result>): Promise<Result> {
  try {
    return await task;
  } catch (error) {
    const code = isNsiError(error) ? poolCodes[error.code] : undefined;
    throw code === undefined ? error : cpuError(code, (error as Error).message, { cause: error });
  }
}
