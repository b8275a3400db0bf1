import { Worker } from 'node:worker_threads';
import type { Executor } from '@nsi/core/ports';

const source = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', async ({ id, module, name, argument }) => {
    try {
      const result = await (await import(module))[name](argument);
      parentPort.postMessage({ id, result });
    } catch (error) {
      parentPort.postMessage({ id, error: { message: error.message, code: error.code } });
    }
  });
`;

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly code: string };
}

/** A small executor over real threads. */
export function createWorkerExecutor(threads: number): Executor & AsyncDisposable {
  const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  const workers = Array.from({ length: threads }, () => new Worker(url, { execArgv: ['--conditions=@nsi/source'] }));
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: unknown) => void }>();
  for (const worker of workers) {
    worker.on('message', ({ id, result, error }: Answer) => {
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(Object.assign(new Error(error.message), { code: error.code }));
      else call?.resolve(result);
    });
  }
  let calls = 0;
  return {
    threads,
    run<Result>(
      task: { readonly module: URL; readonly name: string },
      argument: unknown,
      options: { readonly transfer?: readonly unknown[] } = {},
    ) {
      const id = calls++;
      const message = { id, module: task.module.href, name: task.name, argument };
      workers[id % threads]?.postMessage(message, (options.transfer ?? []) as ArrayBuffer[]);
      return new Promise<Result>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
