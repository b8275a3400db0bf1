import type { ScheduledTask } from './scheduled-task.ts';

/** Tasks by the signal that can abort them: one listener a signal, since taking one of many off an `AbortSignal` looks through all of them. */
export class SignalWatch {
  readonly #tasks: Map<AbortSignal, Set<ScheduledTask>> = new Map();
  readonly #onAbort: (task: ScheduledTask, reason: unknown) => void;

  constructor(onAbort: (task: ScheduledTask, reason: unknown) => void) {
    this.#onAbort = onAbort;
  }

  add(signal: AbortSignal, task: ScheduledTask): void {
    const tasks = this.#tasks.get(signal);
    if (tasks !== undefined) {
      tasks.add(task);
      return;
    }
    this.#tasks.set(signal, new Set([task]));
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  delete(signal: AbortSignal, task: ScheduledTask): void {
    const tasks = this.#tasks.get(signal);
    if (tasks === undefined) return;
    tasks.delete(task);
    if (tasks.size > 0) return;
    this.#tasks.delete(signal);
    signal.removeEventListener('abort', this.#abort);
  }

  readonly #abort = ({ target }: Event): void => {
    const signal = target as AbortSignal;
    const tasks = this.#tasks.get(signal) ?? [];
    this.#tasks.delete(signal);
    for (const task of tasks) this.#onAbort(task, signal.reason);
  };
}
