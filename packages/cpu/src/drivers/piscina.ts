import type { Transferable } from 'node:worker_threads';
import { maxThreads } from '../pool/control-block.ts';
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

/** The slot of calls that the driver makes for itself. */
const spareSlot = maxThreads;

const workerFile = new URL(import.meta.url.endsWith('.ts') ? '../pool/worker.ts' : './pool/worker.js', import.meta.url);

/**
 * Threads of piscina. It is given no signals, since it ends the thread of a task that is aborted. Its queue is ours, and holds only calls that
 * wait for a thread to start; a balancer of ours gives each call its thread.
 */
export async function openThreads(options: ThreadsOptions): Promise<Threads> {
  const { threads, idleMs, atomics, maxOldMiB, setting, onMessage, onThreadError } = options;
  const { Piscina } = await import('piscina');
  /** The call that `run` is handing over. */
  let entering: Entry | undefined;
  /** The call that piscina has taken out of the queue, to ask where it goes. */
  let offered: Entry | undefined;
  const queue: { readonly task: unknown; readonly entry: Entry }[] = [];
  const used = new Set<number>();
  const retiring = new Set<number>();
  let isClosed = false;

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
    taskQueue: {
      // What enters is placed at once where it can be, whatever waits for another thread.
      get size() {
        return entering ? 0 : queue.length;
      },
      shift() {
        const first = queue.shift();
        offered = first?.entry;
        return (first?.task ?? null) as null;
      },
      push: (task: unknown) => void queue.push({ task, entry: (entering ?? offered) as Entry }),
      unshift(task: unknown) {
        if (entering) queue.push({ task, entry: entering });
        else queue.unshift({ task, entry: offered as Entry });
      },
      // For tasks with a signal; there are none.
      remove() {},
    } as object as never,
  });
  pool.on('message', onMessage);
  // Piscina looks into the queue when a thread has become free, not when one is gone.
  pool.on('workerDestroy', () => setImmediate(nudge));
  pool.on('error', (error: Error) => {
    if (queue.length > 0 && pool.threads.length === 0) onThreadError(error);
  });

  return {
    run(call, transfer, placement) {
      const entry: Entry = { placement, threadId: 0 };
      const answer = enter(entry, call, transfer);
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
      isClosed = true;
      await pool.destroy();
    },
  };

  function enter(entry: Entry, call: WireCall, transfer: readonly Transferable[]): Promise<WireAnswer> {
    entering = entry;
    try {
      return pool.run(call, { transferList: transfer as never }) as Promise<WireAnswer>;
    } finally {
      entering = undefined;
    }
  }

  /** Has the queue looked into: a call that does nothing runs on an idle thread, or has one started. */
  function nudge(): void {
    if (isClosed || queue.length === 0) return;
    enter({ placement: undefined, threadId: 0 }, ['load', spareSlot, 0, '', '', undefined, 0, 0], []).catch(() => {});
  }

  function place<Worker extends Candidate>(workers: readonly Worker[]): Worker | null {
    const entry = entering ?? offered;
    if (!entry) return null;
    const { placement } = entry;
    // It may still be starting, and is not among `workers` then.
    const isThere =
      typeof placement === 'number' && !retiring.has(placement) && pool.threads.some(({ threadId }) => threadId === placement);
    const wantsFresh = placement !== undefined && !isThere && mayHaveFresh();
    const worker = workers.find(({ id, currentUsage }) => {
      if (currentUsage > 0 || retiring.has(id)) return false;
      return isThere ? id === placement : !wantsFresh || !used.has(id);
    });
    if (!worker) return null;
    entry.threadId = worker.id;
    used.add(worker.id);
    return worker;
  }

  function mayHaveFresh(): boolean {
    return pool.threads.length < pool.maxThreads || pool.threads.some(({ threadId }) => !used.has(threadId));
  }
}

interface Entry {
  readonly placement: Placement | undefined;
  threadId: number;
}
