import { profilerError } from '../errors.ts';

/** A connection to the inspector of another process. */
export interface InspectorClient extends Disposable {
  /** Runs an expression there and gives its value. Rejects with `NSI_PROFILER_ATTACH` when it throws or the process ends. */
  evaluate(expression: string): Promise<unknown>;
}

interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
  };
}

/** Connects over the WebSocket that the inspector listens on. */
export async function connectInspector(url: string): Promise<InspectorClient> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let turn = 0;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener(
      'error',
      () => reject(profilerError('NSI_PROFILER_ATTACH', `expected an inspector at ${url}, could not connect`)),
      { once: true },
    );
  });
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, error, result } = JSON.parse(String(data)) as Answer;
    const call = waiting.get(id);
    waiting.delete(id);
    const failure = error?.message ?? result?.exceptionDetails?.exception?.description ?? result?.exceptionDetails?.text;
    if (failure === undefined) call?.resolve(result?.result?.value);
    else call?.reject(profilerError('NSI_PROFILER_ATTACH', `expected the process to run the collector, got ${failure}`));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values())
      reject(profilerError('NSI_PROFILER_ATTACH', 'expected the process to answer, got a closed connection'));
    waiting.clear();
  });
  return {
    evaluate: (expression) =>
      new Promise((resolve, reject) => {
        waiting.set(++turn, { resolve, reject });
        socket.send(
          JSON.stringify({
            id: turn,
            method: 'Runtime.evaluate',
            params: { expression, returnByValue: true, includeCommandLineAPI: true },
          }),
        );
      }),
    [Symbol.dispose]: () => socket.close(),
  };
}
