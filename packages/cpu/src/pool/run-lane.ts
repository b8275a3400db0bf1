import type { LoadedTask } from './load-task.ts';
import { callTask } from './call-task.ts';
import { isThenable } from './is-thenable.ts';
import { WorkerContext, type CallScope } from './worker-context.ts';

/** A loop that several threads share. */
export interface LoopPart {
  /** Its number in the control block. */
  readonly loop: number;
  /** Indices of the whole loop. */
  readonly length: number;
}

/** Takes ranges from the shared cursor until none is left. The first error, in any lane, ends all lanes after their range. */
export function runLane(task: LoadedTask, argument: unknown, part: LoopPart, scope: CallScope): undefined | Promise<undefined> {
  scope.control.begin(scope.slot, 0);
  return goOn(task, argument, part, scope);
}

/** Hot: without a promise unless the task returns one; see bench/lanes.bench.ts. */
function goOn(task: LoadedTask, argument: unknown, part: LoopPart, scope: CallScope): undefined | Promise<undefined> {
  const { control, slot } = scope;
  const { loop, length } = part;
  while (!control.isAborted(slot, 0)) {
    const range = control.nextRange(loop, length);
    if (!range) return undefined;
    const context = new WorkerContext(scope, 0, range);
    try {
      const value = callTask(task, argument, context);
      if (isThenable(value)) return settleLater(value, context, task, argument, part, scope);
      context.end();
    } catch (error) {
      control.endLoop(loop, length);
      throw error;
    }
  }
  return undefined;
}

async function settleLater(value: PromiseLike<unknown>, context: WorkerContext, ...rest: Parameters<typeof goOn>): Promise<undefined> {
  try {
    await value;
  } catch (error) {
    const [, , { loop, length }, { control }] = rest;
    control.endLoop(loop, length);
    throw error;
  } finally {
    context.end();
  }
  return goOn(...rest);
}
