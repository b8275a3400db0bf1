import type { LoadedTask } from './load-task.ts';
import { WorkerContext, type CallScope } from './worker-context.ts';
import { workerError } from './worker-error.ts';

/** Sends what a generator task yields, at most `ahead` chunks before the consumer; closes the generator when the consumer has enough. */
export async function runStream(task: LoadedTask, argument: unknown, ahead: number, scope: CallScope): Promise<undefined> {
  const { control, slot } = scope;
  const context = new WorkerContext(scope, 0);
  control.begin(slot, 0);
  const chunks = task(argument, context) as AsyncIterable<unknown> | Iterable<unknown>;
  if (!isIterable(chunks))
    throw workerError('NSI_CPU_TASK_STREAM', 'expected the task to be a generator, got a function that returns no iterable');
  try {
    let sent = 0;
    for await (const chunk of chunks) {
      if (control.isAborted(slot, 0)) break;
      post(scope, chunk);
      sent++;
      for (let seen = control.credit(slot); sent - seen >= ahead && !control.isAborted(slot, 0); seen = control.credit(slot))
        await control.whenCredited(slot, seen);
    }
  } finally {
    context.end();
  }
  return undefined;
}

function post(scope: CallScope, chunk: unknown): void {
  try {
    scope.post('chunk', chunk);
  } catch (cause) {
    throw workerError('NSI_CPU_TASK_RESULT', 'expected the task to yield something cloneable', cause);
  }
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}
