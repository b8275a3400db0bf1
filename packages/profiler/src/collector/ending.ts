import { BroadcastChannel, isMainThread, threadId, Worker } from 'node:worker_threads';

// Not SIGHUP: who runs under `nohup` ignores it, and a handler would undo that.
const signals = ['SIGINT', 'SIGTERM'] as const;
const channelName = `nsi-profile-${process.pid}`;
/** Waited for a worker that does not answer, because its event loop does not turn; others answer at once. */
const maxWorkerMs = 2000;

/**
 * Calls `flush` before the thread ends in whatever way: by itself, by an error, by a signal, by its parent. A signal that the program does
 * not handle ends it as it would have. Returns what stops following.
 */
export function followEnding(flush: (isLast: boolean) => void): () => void {
  const undo: (() => void)[] = [];
  const onExit = (): void => {
    askWorkers(0, workers.size);
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
    const flag = this.threadId > 0 ? askWorkers(this.threadId, 0) : undefined;
    if (!flag) return terminate.call(this);
    const answer = Atomics.waitAsync(flag, 0, 0, maxWorkerMs);
    return Promise.resolve(answer.value).then(() => terminate.call(this));
  };
  undo.push(() => {
    process.off('worker', onWorker);
    Worker.prototype.terminate = terminate;
  });

  if (isMainThread) {
    for (const signal of signals) {
      const onSignal = (): void => {
        const isDeadly = process.listenerCount(signal) === 1;
        if (isDeadly) askWorkers(0, workers.size);
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
  return () => {
    for (const restore of undo) restore();
  };
}

/** Asks one worker, or all for 0, to write what it has and end its profile; waits until `count` have, or a moment. */
function askWorkers(id: number, count: number): Int32Array<SharedArrayBuffer> | undefined {
  if (id === 0 && count === 0) return undefined;
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const channel = new BroadcastChannel(channelName);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel between threads knows no origin
  channel.postMessage([id, flag]);
  const untilMs = performance.now() + maxWorkerMs;
  for (let done = 0; done < count && performance.now() < untilMs; done = Atomics.load(flag, 0))
    Atomics.wait(flag, 0, done, untilMs - performance.now());
  channel.close();
  return flag;
}
