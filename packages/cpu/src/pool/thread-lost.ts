import { cpuError } from '../errors.ts';

/** The error of a task whose thread ended under it, from what piscina rejects with. */
export function threadLost(cause: unknown, task: string): Error {
  const { name, code, message } = (cause ?? {}) as { readonly name?: string; readonly code?: string; readonly message?: string };
  const what = task === '' ? 'the thread' : `the thread of \`${task}\``;
  if (name === 'DataCloneError')
    return cpuError('NSI_CPU_TASK_ARGUMENT', `expected an argument of \`${task}\` that can be cloned, got ${message ?? 'another'}`, {
      cause,
    });
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return cpuError('NSI_CPU_THREAD_MEMORY', `expected ${what} to stay within its heap limit, got out of memory`, { cause });
  return cpuError('NSI_CPU_THREAD_EXIT', `expected ${what} to live until the task ends, got ${message ?? String(cause)}`, { cause });
}
