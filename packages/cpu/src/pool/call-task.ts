import type { LoadedTask } from './load-task.ts';
import type { TaskContext } from './task-context.ts';

/**
 * Calls a task. V8 would inline a thread's only task here, and compile it again with the loop around it, at a lower tier than the task has
 * reached by itself: a computing task then takes 1.7 times as long. It does not inline a call whose targets were many. See
 * bench/computing-task.bench.ts.
 */
export function callTask(task: LoadedTask, argument: unknown, context: TaskContext): unknown {
  return task(argument, context);
}

/** Lets `callTask` see two targets, often enough for V8 to take note. Once on each thread, before its first task; takes some 50 µs. */
export function keepTasksApart(): void {
  const [one, other]: readonly LoadedTask[] = [() => 1, () => 2];
  for (let call = 0; call < 2000; call++) callTask((call % 2 === 0 ? one : other) as LoadedTask, undefined, undefined as never);
}
