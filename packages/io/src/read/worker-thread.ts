import { Worker } from 'node:worker_threads';
import { ioError } from '../errors.ts';
import type { WorkerAnswer, WorkerEnvelope, WorkerReplies, WorkerRequest } from './worker-call.ts';

const entry = new URL(import.meta.url.endsWith('.ts') ? './file-worker.ts' : './read/file-worker.js', import.meta.url);
const idleMs = 10_000;

interface Call {
  readonly resolve: (reply: never) => void;
  readonly reject: (error: unknown) => void;
}

/** The worker that makes synchronous file calls for this thread; started by the first call, ended 10 s after the last. */
interface FileWorker {
  readonly worker: Worker;
  readonly calls: Map<number, Call>;
  /** Callers that will ask again. */
  holds: number;
  idle: NodeJS.Timeout | undefined;
}

let current: FileWorker | undefined;
let lastId = 0;

/** Whether the worker runs already: then even a few files are read faster by it. */
export function isFileWorkerRunning(): boolean {
  return current !== undefined;
}

/** Asks the worker. It answers in turn; a request whose `signal` aborts is given up in the midst of it. Rejects with `NSI_IO_READ_WORKER` when it ends. */
export async function askFileWorker<Kind extends keyof WorkerReplies>(
  request: Extract<WorkerRequest, { readonly kind: Kind }>,
  signal?: AbortSignal,
): Promise<WorkerReplies[Kind]> {
  signal?.throwIfAborted();
  const host = (current ??= startFileWorker());
  const { promise, resolve, reject } = Promise.withResolvers<WorkerReplies[Kind]>();
  const id = ++lastId;
  const cancelled = signal && new Int32Array(new SharedArrayBuffer(4));
  host.calls.set(id, { resolve: resolve, reject });
  host.worker.ref();
  clearTimeout(host.idle);
  const envelope: WorkerEnvelope = { id, request, ...(cancelled ? { cancelled } : {}) };
  const abort = (): void => {
    if (cancelled) Atomics.store(cancelled, 0, 1);
    reject(signal?.reason);
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    host.worker.postMessage(envelope, []);
    return await promise;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** Keeps the worker, started now if need be, until the returned handle is disposed: for what it remembers between two calls. */
export function holdFileWorker(): Disposable {
  const host = (current ??= startFileWorker());
  host.holds += 1;
  return {
    [Symbol.dispose]() {
      host.holds -= 1;
      if (host.calls.size === 0) rest(host);
    },
  };
}

/** Ends the worker now, when nothing is asked of it. */
export async function endFileWorker(): Promise<void> {
  const host = current;
  if (!host || host.calls.size + host.holds > 0) return;
  current = undefined;
  clearTimeout(host.idle);
  await host.worker.terminate();
}

function startFileWorker(): FileWorker {
  const worker = new Worker(entry, { name: 'nsi-io', ...inheritedFlags(process.execArgv) });
  const host: FileWorker = { worker, calls: new Map(), holds: 0, idle: undefined };
  worker.unref();
  worker.on('message', ({ id, reply, fault }: WorkerAnswer) => {
    const call = host.calls.get(id);
    host.calls.delete(id);
    if (host.calls.size === 0) rest(host);
    if (fault) call?.reject(fault);
    else call?.resolve(reply as never);
  });
  const fail = (cause: unknown): void => {
    if (current === host) current = undefined;
    clearTimeout(host.idle);
    for (const { reject } of host.calls.values())
      reject(ioError('NSI_IO_READ_WORKER', `expected an answer of the file worker, got its end: ${(cause as Error).message}`, { cause }));
    host.calls.clear();
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`exit code ${code}`)));
  return host;
}

/** A program given as text has a flag that no worker takes: such a worker inherits nothing but conditions. */
function inheritedFlags(flags: readonly string[]): { readonly execArgv?: string[] } {
  if (!flags.some((flag) => flag.startsWith('--input-type'))) return {};
  return { execArgv: flags.filter((flag) => /^(?:--conditions|-C)=/.test(flag)) };
}

function rest(host: FileWorker): void {
  host.worker.unref();
  clearTimeout(host.idle);
  host.idle = setTimeout(() => void endFileWorker(), idleMs).unref();
}
