/**
 * Loaded into a watched program before its own code (`--require`): writes one line of numbers an interval to a file of its own.
 * Uses nothing but Node.js, never prints, never throws into the program, and keeps no event loop alive.
 */
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { isMainThread, threadId } from 'node:worker_threads';

const folder = process.env['_NSI_WATCH_FOLDER'];
const intervalMs = Number(process.env['_NSI_WATCH_INTERVAL_MS']);
if (folder !== undefined && intervalMs > 0) collect(folder);

function collect(folder: string): void {
  const file = open(folder);
  if (file === undefined) return;
  let [minorCount, majorCount, collectionMs, heapAfterMajor] = [0, 0, 0, 0];
  const timer = setInterval(sample, intervalMs).unref();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as readonly CollectionEntry[]) {
      collectionMs += entry.duration;
      if (entry.detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) {
        majorCount += 1;
        heapAfterMajor = process.memoryUsage().heapUsed;
      } else if (entry.detail.kind === constants.NODE_PERFORMANCE_GC_MINOR) minorCount += 1;
    }
  }).observe({ entryTypes: ['gc'] });
  process.on('exit', sample);
  write([process.pid, threadId, process.ppid, getHeapStatistics().heap_size_limit, process.version, nameOfProgram()]);
  sample();

  function sample(): void {
    const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
    write([Date.now(), rss, heapUsed, external, arrayBuffers, minorCount, majorCount, collectionMs, heapAfterMajor]);
  }

  function write(fields: readonly (number | string)[]): void {
    try {
      writeSync(file as number, `${JSON.stringify(fields)}\n`);
    } catch {
      // The watcher is gone, or its disk is full: the program goes on without it.
      clearInterval(timer);
    }
  }
}

interface CollectionEntry {
  readonly duration: number;
  readonly detail: { readonly kind: number };
}

function open(folder: string): number | undefined {
  try {
    return openSync(join(folder, `${process.pid}-${threadId}.ndjson`), 'a', 0o600);
  } catch {
    // As above: nothing may disturb the program.
    return undefined;
  }
}

function nameOfProgram(): string {
  const script = process.argv[1] ?? process.argv0;
  return `${isMainThread ? '' : `thread ${threadId} of `}${script}`.slice(-200);
}
