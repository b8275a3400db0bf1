import { profilerError } from '../errors.ts';

/** A connection to the inspector of another process. */
export interface InspectorClient extends Disposable {
  /** Runs an expression in the main thread and gives its value. Rejects with `NSI_PROFILER_ATTACH` when it throws or the process ends. */
  evaluate(expression: string): Promise<unknown>;
  /** Tells of every worker there is, and of those that start. */
  followWorkers(onWorker: (worker: InspectedWorker) => void): Promise<void>;
  /** Aborted when the connection is cut: the process ended. */
  readonly closed: AbortSignal;
}

/** A worker of the process. */
export interface InspectedWorker {
  readonly threadId: number;
  /** As that of the client, in the worker. Stays unanswered while the worker is in a native call. */
  evaluate(expression: string): Promise<unknown>;
  /** Aborted when the worker ended. */
  readonly ended: AbortSignal;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly workerInfo: { readonly title: string };
    readonly message: string;
  };
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
  };
}

/** Connects over the WebSocket that the inspector listens on. */
export async function connectInspector(url: string): Promise<InspectorClient> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener(
      'error',
      () => reject(profilerError('NSI_PROFILER_ATTACH', `expected an inspector at ${url}, could not connect`)),
      { once: true },
    );
  });
  const closed = new AbortController();
  const main = createCaller((text) => socket.send(text));
  const workers = new Map<string, { readonly calls: Caller; readonly ended: AbortController }>();
  let onWorker: (worker: InspectedWorker) => void = () => {};
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    const { sessionId = '', workerInfo, message = '' } = answer.params ?? {};
    if (answer.method === 'NodeWorker.attachedToWorker') {
      const calls = createCaller((text) => void main.call('NodeWorker.sendMessageToWorker', { sessionId, message: text }).catch(() => {}));
      const ended = new AbortController();
      workers.set(sessionId, { calls, ended });
      const threadId = Number(/^\[worker (\d+)\]/.exec(workerInfo?.title ?? '')?.[1] ?? 0);
      onWorker({ threadId, evaluate: calls.evaluate, ended: ended.signal });
    } else if (answer.method === 'NodeWorker.receivedMessageFromWorker') {
      workers.get(sessionId)?.calls.receive(JSON.parse(message) as Answer);
    } else if (answer.method === 'NodeWorker.detachedFromWorker') {
      workers.get(sessionId)?.ended.abort();
      workers.get(sessionId)?.calls.rejectAll();
    } else if (answer.method === 'NodeRuntime.waitingForDisconnect') {
      // The process has run its exit handlers, and would wait for ever.
      socket.close();
    } else main.receive(answer);
  });
  socket.addEventListener('close', () => {
    for (const { calls } of [{ calls: main }, ...workers.values()]) calls.rejectAll();
    closed.abort();
  });
  await main.call('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
  return {
    evaluate: main.evaluate,
    async followWorkers(listener) {
      onWorker = listener;
      await main.call('NodeWorker.enable', { waitForDebuggerOnStart: false });
    },
    closed: closed.signal,
    [Symbol.dispose]: () => socket.close(),
  };
}

interface Caller {
  call(method: string, params: object): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  receive(answer: Answer): void;
  rejectAll(): void;
}

/** Matches answers to calls of one thread. */
function createCaller(send: (text: string) => void): Caller {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let turn = 0;
  let isClosed = false;
  const closedError = (): Error => profilerError('NSI_PROFILER_ATTACH', 'expected the process to answer, got a closed connection');
  const call = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (isClosed) {
        reject(closedError());
        return;
      }
      waiting.set(++turn, { resolve, reject });
      send(JSON.stringify({ id: turn, method, params }));
    });
  return {
    call,
    evaluate: (expression) => call('Runtime.evaluate', { expression, returnByValue: true, includeCommandLineAPI: true }),
    receive({ id = 0, error, result }) {
      const own = waiting.get(id);
      waiting.delete(id);
      const failure = error?.message ?? result?.exceptionDetails?.exception?.description ?? result?.exceptionDetails?.text;
      if (failure === undefined) own?.resolve(result?.result?.value);
      else own?.reject(profilerError('NSI_PROFILER_ATTACH', `expected the process to run the collector, got ${failure}`));
    },
    rejectAll() {
      isClosed = true;
      for (const { reject } of waiting.values()) reject(closedError());
      waiting.clear();
    },
  };
}
