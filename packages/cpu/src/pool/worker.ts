import { workerData } from 'node:worker_threads';
import { keepTasksApart } from './call-task.ts';
import { createControlBlock } from './control-block.ts';
import { runCall } from './run-call.ts';
import type { WireAnswer, WireCall, WorkerSetting } from './wire.ts';

const setting = workerData as WorkerSetting;
keepTasksApart();
const control = createControlBlock(setting.control);

/** What piscina calls on a worker thread, once for each call of the pool. */
export default function work(call: WireCall): WireAnswer | Promise<WireAnswer> {
  return runCall(call, setting, control);
}
