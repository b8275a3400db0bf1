import { setTimeout as wait } from 'node:timers/promises';
import type { CollectorSettings } from '../collector/settings.ts';
import { collectorFile } from '../run/collector-variables.ts';
import type { InspectedWorker, InspectorClient } from './inspector-client.ts';

/** Collecting in a process that runs already. */
export interface RemoteCollecting {
  /** Ends it everywhere. Gives the numbers of the workers that did not answer. */
  stop(): Promise<readonly number[]>;
}

const key = "Symbol.for('nsi.profiler')";
/** Left to a worker that starts: it answers with an error until it can load modules. */
const [attempts, betweenMs] = [40, 50];
/** Left to a worker to write; only a native call takes that long to interrupt. */
const answerMs = 2000;

/**
 * Starts the collector in the main thread and, where asked for, in every worker there is and that starts meanwhile. Where nobody stops it, it
 * stops by itself after `maxMs`, and closes the inspector with `closesInspector`. Gives `undefined` when the process is being profiled.
 */
export async function collectRemotely(
  client: InspectorClient,
  settings: CollectorSettings,
  { maxMs, closesInspector }: { readonly maxMs: number; readonly closesInspector: boolean },
): Promise<RemoteCollecting | undefined> {
  if (!(await client.evaluate(startExpression(settings, maxMs, closesInspector)))) return undefined;
  const workers = new Map<InspectedWorker, Promise<boolean>>();
  const start = async (worker: InspectedWorker): Promise<boolean> => {
    for (let attempt = 0; attempt < attempts && !worker.ended.aborted; attempt++) {
      if (await worker.evaluate(startExpression(settings, maxMs, false)).then(Boolean, () => false)) return true;
      await wait(betweenMs);
    }
    return false;
  };
  if (settings.workers) await client.followWorkers((worker) => void workers.set(worker, start(worker)));
  return {
    async stop() {
      const silent = await Promise.all(
        [...workers].map(async ([worker, started]) => {
          const stopped = started.then(
            async (hasStarted) => hasStarted && !worker.ended.aborted && (await worker.evaluate(stopExpression), true),
          );
          const answer = await Promise.race([stopped.catch(() => true), wait(answerMs, 'silent', { ref: false })]);
          return answer === 'silent' ? [worker.threadId] : [];
        }),
      );
      await client.evaluate(stopExpression);
      return silent.flat();
    },
  };
}

function startExpression(settings: CollectorSettings, maxMs: number, closesInspector: boolean): string {
  const text = JSON.stringify({ ...settings, file: collectorFile });
  const file = JSON.stringify(collectorFile);
  return `(() => {
    if (globalThis[${key}]) return false;
    const own = process.getBuiltinModule('node:module').createRequire(${file})(${file}).collect(${text}, ${file});
    Object.defineProperty(globalThis, ${key}, { value: own, configurable: true });
    setTimeout(() => {
      if (globalThis[${key}] !== own) return;
      own.flush(true);
      delete globalThis[${key}];
      ${closesInspector ? "process.getBuiltinModule('node:inspector').close();" : ''}
    }, ${Math.round(maxMs)}).unref();
    return true;
  })()`;
}

const stopExpression = `globalThis[${key}]?.flush(true), delete globalThis[${key}]`;
