import type { LoadAnswer, SendRequest } from './open-loop.ts';

/** The request that is sent again and again, and the connections for it. Only `body` may be left out: then none is sent. */
export interface HttpTargetOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Milliseconds without an answer after which a request has failed. */
  readonly timeoutMs: number;
  /** Connections at one time. */
  readonly maxConnections: number;
}

/** Keep-alive requests to one URL. An answer of status 400 or above is not ok. Dispose it to close the connections. */
export function createHttpTarget(
  url: URL,
  { method, headers, body, timeoutMs, maxConnections }: HttpTargetOptions,
): { readonly send: SendRequest } & Disposable {
  // Loaded here: the two modules would cost every import of the package more than all the rest.
  const { Agent, request: start } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http') as Pick<
    typeof import('node:http'),
    'Agent' | 'request'
  >;
  const agent = new Agent({
    keepAlive: true,
    maxSockets: maxConnections,
    maxFreeSockets: maxConnections,
    scheduling: 'fifo',
  });
  const length = body === undefined ? {} : { 'content-length': String(body.length) };

  return {
    send(signal) {
      const { promise, resolve } = Promise.withResolvers<LoadAnswer>();
      let timer: NodeJS.Timeout | undefined;
      const settle = (answer: LoadAnswer): void => {
        clearTimeout(timer);
        resolve(answer);
      };
      const request = start(url, { method, headers: { ...headers, ...length }, agent, signal }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('error', (error) => settle({ isOk: false, bytes, reason: reasonOf(error) }));
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          settle(status < 400 ? { isOk: true, bytes } : { isOk: false, bytes, reason: `status ${status}` });
        });
      });
      timer = setTimeout(() => {
        settle({ isOk: false, bytes: 0, reason: 'timeout' });
        request.destroy();
      }, timeoutMs);
      request.on('error', (error) => settle({ isOk: false, bytes: 0, reason: reasonOf(error) }));
      request.end(body);
      return promise;
    },
    [Symbol.dispose]() {
      agent.destroy();
    },
  };
}

function reasonOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.name;
}
