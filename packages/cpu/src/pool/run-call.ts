import { getHeapStatistics } from 'node:v8';
import { callTask } from './call-task.ts';
import type { ControlBlock } from './control-block.ts';
import { isThenable } from './is-thenable.ts';
import { findTask, isLoaded, loadModule, type LoadedTask } from './load-task.ts';
import { isPlain } from './plain-value.ts';
import { runBatch, withoutUncloneable } from './run-batch.ts';
import type { BandsWork } from './run-bands.ts';
import { runLane, type LoopPart } from './run-lane.ts';
import { runStream } from './run-stream.ts';
import { ownModule, type BatchAnswer, type WireAnswer, type WireCall, type WorkerSetting } from './wire.ts';
import { encodeError } from './wire-error.ts';
import { CallScope, WorkerContext } from './worker-context.ts';
import { workerError } from './worker-error.ts';

/** Does on a worker thread what the pool asks. Never throws or rejects: errors are answers. */
export function runCall(call: WireCall, setting: WorkerSetting, control: ControlBlock): WireAnswer | Promise<WireAnswer> {
  const [kind, slot, serial, place] = call;
  const module = moduleOf(place, setting);
  const scope = new CallScope(control, slot, serial);
  const end = (answer: WireAnswer): WireAnswer => {
    if (setting.measuresHeap) control.setHeapBytes(slot, heapBytes());
    return answer;
  };
  const fail = (error: unknown): WireAnswer => end(['error', encodeError(error), scope.sideCount]);
  const succeed = (value: unknown): WireAnswer => end(answerOf(value, kind === 'batch', scope));
  const settle = async (value: PromiseLike<unknown>): Promise<WireAnswer> => {
    try {
      return succeed(await value);
    } catch (error) {
      return fail(error);
    }
  };
  const start = (): WireAnswer | Promise<WireAnswer> => {
    try {
      const value = perform(call, module, scope);
      return isThenable(value) ? settle(value) : succeed(value);
    } catch (error) {
      return fail(error);
    }
  };
  return module === '' || isLoaded(module) ? start() : loadModule(module, setting).then(start, fail);
}

function perform([kind, slot, , , name, argument, more, last]: WireCall, module: string, scope: CallScope): unknown {
  if (kind === 'load' || scope.control.isAborted(slot, 0)) return undefined;
  if (kind === 'bands') return runBandsOf(argument as BandsWork, { length: more, loop: last }, scope);
  const task = findTask(module, name);
  if (kind === 'lines') return runBatch(jsonTask(task), argument as readonly unknown[], more === 1, scope);
  if (kind === 'batch') return runBatch(task, argument as readonly unknown[], more === 1, scope);
  if (kind === 'lane') return runLane(task, argument, { length: more, loop: last }, scope);
  return kind === 'stream' ? runStream(task, argument, more, scope) : runOnce(task, argument, scope);
}

function moduleOf(place: string, { module = '' }: WorkerSetting): string {
  return place === ownModule ? module : place;
}

/** The task from the text of a value to the text of its result. Parsing and writing cost more than many a task: they belong on the thread. */
function jsonTask(task: LoadedTask): LoadedTask {
  return (line, context) => {
    const value = callTask(task, JSON.parse(line as string), context);
    return isThenable(value) ? toJson(value) : JSON.stringify(value);
  };
}

async function toJson(value: PromiseLike<unknown>): Promise<string | undefined> {
  return JSON.stringify(await value);
}

function runOnce(task: LoadedTask, argument: unknown, scope: CallScope): unknown {
  const context = new WorkerContext(scope, 0);
  scope.control.begin(scope.slot, 0);
  const value = callTask(task, argument, context);
  if (!isThenable(value)) {
    context.end();
    return value;
  }
  return Promise.resolve(value).finally(() => context.end());
}

let bands: typeof import('./run-bands.ts') | undefined;

/** The kernels are loaded by the first call for them. */
function runBandsOf(work: BandsWork, part: LoopPart, scope: CallScope): undefined | Promise<undefined> {
  return bands ? bands.runBands(work, part, scope) : loadBands().then(({ runBands }) => runBands(work, part, scope));
}

async function loadBands(): Promise<typeof import('./run-bands.ts')> {
  return (bands = await import('./run-bands.ts'));
}

function answerOf(value: unknown, isBatch: boolean, scope: CallScope): WireAnswer {
  if (scope.transferred.length === 0 && isPlain(value)) return ['value', value, scope.sideCount];
  try {
    scope.post('value', value, scope.transferred);
  } catch (cause) {
    if (isBatch) {
      scope.post('value', withoutUncloneable(value as BatchAnswer));
      return ['side', undefined, scope.sideCount];
    }
    throw workerError('NSI_CPU_TASK_RESULT', `expected the task to return something cloneable, got ${describeClone(cause)}`, cause);
  }
  return ['side', undefined, scope.sideCount];
}

function describeClone(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function heapBytes(): number {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics();
  return used + external;
}
