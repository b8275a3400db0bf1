import type { Transferable } from 'node:worker_threads';
import { cpuError } from '../errors.ts';
import { decodeError } from '../pool/decode-error.ts';
import { findTask, isLoaded, loadModule, type LoadedTask } from '../pool/load-task.ts';
import type { TaskContext } from '../pool/task-context.ts';
import { encodeError } from '../pool/wire-error.ts';

/** The task of a module, loaded into this thread. Throws `NSI_CPU_TASK_MODULE` and `NSI_CPU_TASK_NAME`. */
export async function loadPlainTask(url: string, name: string): Promise<LoadedTask> {
  try {
    if (!isLoaded(url)) await loadModule(url, { setup: undefined, module: undefined });
    return findTask(url, name);
  } catch (error) {
    // As it would arrive from a thread: with its hint.
    throw decodeError(encodeError(error));
  }
}

/** What a task on this thread is given beside its argument. */
export class PlainContext implements TaskContext {
  readonly signal: AbortSignal;
  readonly range: TaskContext['range'];
  readonly #onProgress: ((value: unknown) => void) | undefined;

  constructor(signal: AbortSignal, range: TaskContext['range'], onProgress?: (value: unknown) => void) {
    this.signal = signal;
    this.range = range;
    this.#onProgress = onProgress;
  }

  get aborted(): boolean {
    return this.signal.aborted;
  }

  progress(value: unknown): void {
    this.#onProgress?.(structuredClone(value));
  }

  /** Nothing is moved: the caller's thread is this one. */
  transfer(): void {}
}

/** A copy, as a task on another thread would get it. Throws `NSI_CPU_TASK_ARGUMENT`. */
export function copyArgument(argument: unknown, transfer: readonly Transferable[] = []): unknown {
  try {
    return structuredClone(argument, { transfer: transfer as never });
  } catch (cause) {
    throw cpuError('NSI_CPU_TASK_ARGUMENT', `expected an argument that can be cloned, got ${(cause as Error).message}`, { cause });
  }
}

/** A copy, as it would come back from another thread. Throws `NSI_CPU_TASK_RESULT`. */
export function copyResult(result: unknown): unknown {
  try {
    return structuredClone(result);
  } catch (cause) {
    throw cpuError('NSI_CPU_TASK_RESULT', `expected the task to return something cloneable, got ${(cause as Error).message}`, { cause });
  }
}

/** As `work`, or the reason of the signal as soon as it is aborted. */
export async function untilAborted<Result>(work: PromiseLike<Result> | Result, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason as Error);
  signal.throwIfAborted();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await Promise.race([work, promise]);
    // A task that stops because it was told to has come too late.
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
