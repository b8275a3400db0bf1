import type { LoadedTask } from './load-task.ts';
import { callTask } from './call-task.ts';
import { isThenable } from './is-thenable.ts';
import type { BatchAnswer } from './wire.ts';
import { encodeError, type WireError } from './wire-error.ts';
import { WorkerContext, type CallScope } from './worker-context.ts';
import { workerError } from './worker-error.ts';

/** A batch under way. */
interface Batch {
  readonly task: LoadedTask;
  readonly items: readonly unknown[];
  /** Whether an error ends only its item. */
  readonly settles: boolean;
  readonly scope: CallScope;
  readonly results: unknown[];
  readonly errors: (readonly [number, WireError])[];
  readonly startedAt: number;
}

/** Calls a task for each item, one after the other; without a promise in between unless the task returns one. */
export function runBatch(
  task: LoadedTask,
  items: readonly unknown[],
  settles: boolean,
  scope: CallScope,
): BatchAnswer | Promise<BatchAnswer> {
  return goOn({ task, items, settles, scope, results: [], errors: [], startedAt: performance.now() });
}

/** Hot: one turn an item; see bench/pool.bench.ts. */
function goOn(batch: Batch): BatchAnswer | Promise<BatchAnswer> {
  const { task, items, scope, results } = batch;
  for (let index = results.length; index < items.length; index++) {
    if (isOver(batch, index)) break;
    const context = new WorkerContext(scope, index);
    scope.control.begin(scope.slot, index);
    try {
      const value = callTask(task, items[index], context);
      if (isThenable(value)) return settleLater(batch, value, context, index);
      context.end();
      results.push(value);
    } catch (error) {
      context.end();
      note(batch, index, error);
    }
    checkTime(batch, index);
  }
  return { results, errors: batch.errors, elapsedMs: performance.now() - batch.startedAt };
}

async function settleLater(batch: Batch, value: PromiseLike<unknown>, context: WorkerContext, index: number): Promise<BatchAnswer> {
  try {
    batch.results.push(await value);
  } catch (error) {
    note(batch, index, error);
  } finally {
    context.end();
  }
  checkTime(batch, index);
  return goOn(batch);
}

function isOver({ errors, settles, scope }: Batch, index: number): boolean {
  return (errors.length > 0 && !settles) || scope.control.isAborted(scope.slot, index);
}

function note({ results, errors }: Batch, index: number, error: unknown): void {
  results.push(undefined);
  errors.push([index, encodeError(error)]);
}

/** An item that was out of time has failed, whatever it returned. */
function checkTime({ scope, results, errors }: Batch, index: number): void {
  if (!scope.control.takeItemAbort(scope.slot, index)) return;
  results[index] = undefined;
  if (errors.at(-1)?.[0] === index) errors.pop();
  errors.push([index, encodeError(workerError('NSI_CPU_TASK_TIMEOUT', 'expected the task to end within `timeoutMs`, got none'))]);
}

/** A batch that cannot be posted, with an error in place of each result that is to blame. */
export function withoutUncloneable({ results, errors, elapsedMs }: BatchAnswer): BatchAnswer {
  const faults: (readonly [number, WireError])[] = [];
  const kept = results.map((result, index) => {
    try {
      structuredClone(result);
      return result;
    } catch (cause) {
      const message = 'expected the task to return something cloneable, got a value that is not';
      faults.push([index, encodeError(workerError('NSI_CPU_TASK_RESULT', message, cause))]);
      return undefined;
    }
  });
  return { results: kept, errors: [...errors, ...faults].toSorted(([left], [right]) => left - right), elapsedMs };
}
