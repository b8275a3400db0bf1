import { syncBuiltinESMExports } from 'node:module';
import { SHARE_ENV, type Worker, type WorkerOptions } from 'node:worker_threads';

let isMade = false;

/** Whether this thread made a worker, told at once: Node.js tells it a turn later. */
export function hasMadeWorkers(): boolean {
  return isMade;
}

/**
 * A worker that is given an environment of its own does not get `NODE_OPTIONS`, and with them not the collector: it is told by an argument.
 * Returns what takes that back.
 */
export function carryIntoWorkers(file: string): () => void {
  const library = process.getBuiltinModule('node:worker_threads') as { Worker: typeof Worker };
  const original = library.Worker;
  const carrying: typeof Worker = new Proxy(original, {
    construct(target, [script, options]: [string | URL, WorkerOptions?], newTarget) {
      isMade = true;
      const isAlone = typeof options?.env === 'object' && (options.env as unknown) !== SHARE_ENV;
      const told = isAlone ? { ...options, execArgv: [...(options.execArgv ?? process.execArgv), '--require', file] } : options;
      return Reflect.construct(target, [script, told], newTarget === carrying ? target : newTarget) as object;
    },
  });
  library.Worker = carrying;
  syncBuiltinESMExports();
  return () => {
    if (library.Worker === carrying) library.Worker = original;
    syncBuiltinESMExports();
  };
}
