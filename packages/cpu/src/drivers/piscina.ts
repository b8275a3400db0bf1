import type { Transferable } from 'node:worker_threads';
import type { WireAnswer, WireCall, WorkerSetting } from '../pool/wire.ts';

/** Where a call must run: on the thread with this id, or on one that has not run anything. Left out: on any idle thread. */
export type Placement = number | 'fresh';

/** A call on its way. */
export interface PlacedCall {
  readonly answer: Promise<WireAnswer>;
  /** The thread it was given to; 0 while one is being started for it. */
  readonly threadId: number;
}

/** Threads that run calls one at a time. No queue: `run` is only called while fewer calls run than there may be threads. */
export interface Threads {
  run(call: WireCall, transfer: readonly Transferable[], placement: Placement | undefined): PlacedCall;
  /** Ids of the threads that are there, in any state. */
  ids(): readonly number[];
  /** Ends a thread whatever it does; its call rejects. Resolves when it is gone. */
  terminate(threadId: number): Promise<void>;
  setMost(threads: number): void;
  /** Ends all threads; their calls reject. */
  close(): Promise<void>;
}

export interface ThreadsOptions {
  readonly threads: number;
  readonly idleMs: number;
  readonly atomics: 'sync' | 'async';
  readonly maxOldMiB: number | undefined;
  readonly setting: WorkerSetting;
  /** What a worker thread posts beside its answers. */
  readonly onMessage: (message: unknown) => void;
  /** A thread could not be started, or died without a call. */
  readonly onThreadError: (error: Error) => void;
}

/** The part of piscina's worker interface that a balancer reads. */
interface Candidate {
  readonly id: number;
  readonly currentUsage: number;
}

const workerFile = new URL(import.meta.url.endsWith('.ts') ? '../pool/worker.ts' : './pool/worker.js', import.meta.url);

/**
 * Threads of piscina. Its queue stays empty but for calls that wait for a thread to start, since it neither keeps order nor knows keys; and
 * it is given no signals, since it ends the thread of a task that is aborted. A balancer of ours gives each call its thread.
 */
export async function openThreads({
  threads,
  idleMs,
  atomics,
  maxOldMiB,
  setting,
  onMessage,
  onThreadError,
}: ThreadsOptions): Promise<Threads> {
  const { Piscina } = await import('piscina');
  /** The call that `run` is handing over, then those that wait for a thread, in piscina's order. */
  let entering: Entry | undefined;
  const starting: Entry[] = [];
  const used = new Set<number>();
  const retiring = new Set<number>();

  const pool = new Piscina({
    filename: workerFile.href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    atomics,
    stricterFIFO: true,
    recordTiming: false,
    trackUnmanagedFds: true,
    workerData: setting,
    ...(maxOldMiB === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: maxOldMiB } }),
    loadBalancer: (_task, workers) => place(workers),
  });
  pool.on('message', onMessage);
  pool.on('error', (error: Error) => {
    starting.length = 0;
    onThreadError(error);
  });

  return {
    run(call, transfer, placement) {
      const entry: Entry = { placement, threadId: 0 };
      entering = entry;
      const answer = pool.run(call, { transferList: transfer as never }) as Promise<WireAnswer>;
      entering = undefined;
      if (entry.threadId === 0) starting.push(entry);
      return {
        answer,
        get threadId() {
          return entry.threadId;
        },
      };
    },
    ids: () => pool.threads.map(({ threadId }) => threadId).filter((id) => id > 0 && !retiring.has(id)),
    async terminate(threadId) {
      retiring.add(threadId);
      await pool.threads.find((thread) => thread.threadId === threadId)?.terminate();
      retiring.delete(threadId);
      used.delete(threadId);
    },
    setMost(threads) {
      pool.options.maxThreads = threads;
    },
    async close() {
      await pool.destroy();
    },
  };

  function place<Worker extends Candidate>(workers: readonly Worker[]): Worker | null {
    const entry = entering ?? starting[0];
    if (!entry) return null;
    const { placement } = entry;
    // It may still be starting, and is not among `workers` then.
    const isThere =
      typeof placement === 'number' && !retiring.has(placement) && pool.threads.some(({ threadId }) => threadId === placement);
    const wantsFresh =
      placement !== undefined &&
      !isThere &&
      (pool.threads.length < pool.maxThreads || pool.threads.some(({ threadId }) => !used.has(threadId)));
    const worker = workers.find((candidate) => {
      if (candidate.currentUsage > 0 || retiring.has(candidate.id)) return false;
      return isThere ? candidate.id === placement : !wantsFresh || !used.has(candidate.id);
    });
    if (!worker) return null;
    entry.threadId = worker.id;
    used.add(worker.id);
    if (entry !== entering) starting.shift();
    return worker;
  }
}

interface Entry {
  readonly placement: Placement | undefined;
  threadId: number;
}
