import { BroadcastChannel, isMainThread, threadId, Worker } from 'node:worker_threads';
import { askWorkers, type AskedWorkers } from './ask-workers.ts';
import { hasMadeWorkers } from './carry-into-workers.ts';

/** Following the end of a thread. */
export interface FollowedEnding {
  /** Numbers of the workers that ended without having written their profile, because they did not answer. */
  readonly lostWorkers: readonly number[];
  stop(): void;
}

// Not SIGHUP: who runs under `nohup` ignores it, and a handler would undo that.
const signals = ['SIGINT', 'SIGTERM'] as const;
const channelName = `nsi-profile-${process.pid}`;
/** Waited for workers of a worker, which it reaches only while their event loops turn. */
const maxNestedMs = 200;
const pollMs = 5;
// Taken before the program can replace them.
const every = setInterval;
const stopEvery = clearInterval;

/**
 * Calls `flush` before the thread ends in whatever way: by itself, by an error, by a signal, by its parent. A signal that the program does
 * not handle ends it as it would have.
 */
export function followEnding(flush: (isLast: boolean) => void): FollowedEnding {
  const undo: (() => void)[] = [];
  const lostWorkers: number[] = [];
  const askAll = (): void => {
    // Asking takes as long as starting an inspector session.
    if (!hasMadeWorkers() && workers.size === 0) return;
    if (isMainThread) lostWorkers.push(...waitFor(askWorkers(0)));
    else if (workers.size > 0) askNested(0, workers.size);
  };
  const onExit = (): void => {
    quietly(askAll);
    flush(true);
  };
  process.prependListener('exit', onExit);
  undo.push(() => process.off('exit', onExit));

  const workers = new Set<Worker>();
  const onWorker = (worker: Worker): void => {
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
  };
  process.on('worker', onWorker);
  const { terminate } = Worker.prototype;
  Worker.prototype.terminate = function (this: Worker) {
    const end = (): Promise<number> => terminate.call(this);
    const answered = this.threadId > 0 ? quietly(() => askOne(this.threadId, lostWorkers)) : undefined;
    return answered ? answered.then(end) : end();
  };
  undo.push(() => {
    process.off('worker', onWorker);
    Worker.prototype.terminate = terminate;
  });

  if (isMainThread) {
    for (const signal of signals) {
      const onSignal = (): void => {
        const isDeadly = process.listenerCount(signal) === 1;
        if (isDeadly) quietly(askAll);
        flush(isDeadly);
        if (isDeadly) process.off(signal, onSignal).kill(process.pid, signal);
      };
      process.on(signal, onSignal);
      undo.push(() => process.off(signal, onSignal));
    }
  } else {
    const channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', (event: unknown) => {
      const [id, flag] = (event as { readonly data: readonly [number, Int32Array] }).data;
      if (id !== 0 && id !== threadId) return;
      flush(true);
      Atomics.add(flag, 0, 1);
      Atomics.notify(flag, 0);
    });
    channel.unref();
    undo.push(() => channel.close());
  }
  return {
    lostWorkers,
    stop() {
      for (const restore of undo) restore();
    },
  };
}

/** Resolves when a worker has written what it has, or does not answer. */
function askOne(id: number, lostWorkers: number[]): Promise<void> {
  if (!isMainThread) return Promise.resolve(Atomics.waitAsync(askNested(id, 0), 0, 0, maxNestedMs).value).then(() => undefined);
  const asked = askWorkers(id);
  return new Promise((resolve) => {
    const timer = every(() => {
      if (!asked.isOver()) return;
      stopEvery(timer);
      lostWorkers.push(...asked.end());
      resolve();
    }, pollMs);
  });
}

/** Blocks; answers of the inspector interrupt the waiting. */
function waitFor(asked: AskedWorkers): readonly number[] {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  while (!asked.isOver()) Atomics.wait(cell, 0, 0, pollMs);
  return asked.end();
}

/** Asks workers of this worker, which has no inspector that reaches them; waits until `count` have written, or a moment. */
function askNested(id: number, count: number): Int32Array<SharedArrayBuffer> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const channel = new BroadcastChannel(channelName);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel between threads knows no origin
  channel.postMessage([id, flag]);
  const untilMs = performance.now() + maxNestedMs;
  for (let done = 0; done < count && performance.now() < untilMs; done = Atomics.load(flag, 0))
    Atomics.wait(flag, 0, done, untilMs - performance.now());
  channel.close();
  return flag;
}

/** Nothing that fails here may disturb the program. */
function quietly<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    // No inspector: workers are lost, the program ends as it does.
    return undefined;
  }
}
