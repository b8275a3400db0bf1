import { GCProfiler } from 'node:v8';
import { median } from '../stats/quantile.ts';
import type { Subject } from './subject.ts';
import { runBlock } from './warm-up.ts';

/** What a call allocates on the heap, and the garbage collections it causes. */
export interface Allocation {
  readonly allocatedBytes: number;
  readonly gcCount: number;
  readonly gcNs: number;
}

/** Bytes of a whole trial that are the trial's own: reading counters, finishing a background compilation. */
const noiseBytes = 4096;
/** A trial goes on until so much was allocated, or so long has passed: beyond it the edges no longer matter. */
const aimBytes = 32 * 2 ** 20;
const aimMs = 15;
const trials = 3;

/**
 * Heap bytes allocated by one call: growth of the used heap plus what collections freed meanwhile, which V8's profiler tells exactly.
 * Judged apart from time, since blocks shorter than a collection's period hide its cost from any low quantile.
 */
export async function measureAllocation(subject: Subject, callNs: number): Promise<Allocation> {
  const timed = Math.max(1, Math.round((aimMs * 1e6) / Math.max(callNs, 1)));
  const probe = await trial(subject, Math.max(1, Math.round(timed / 8)));
  const bytesPerCall = Math.max(0, probe.bytes) / probe.calls;
  const calls = Math.max(1, Math.min(timed, bytesPerCall > 1 ? Math.ceil(aimBytes / bytesPerCall) : timed));

  const results = [];
  for (let i = 0; i < trials; i += 1) results.push(await trial(subject, calls));
  const allocated = median(results.map(({ bytes }) => bytes)) - (await emptyTrialBytes());
  return {
    allocatedBytes: allocated < noiseBytes && calls > noiseBytes / 16 ? 0 : Math.max(0, allocated / calls),
    gcCount: median(results.map(({ gcCount }) => gcCount)) / calls,
    gcNs: median(results.map(({ gcNs }) => gcNs)) / calls,
  };
}

interface Trial {
  readonly calls: number;
  readonly bytes: number;
  readonly gcCount: number;
  readonly gcNs: number;
}

async function trial(subject: Subject | undefined, calls: number): Promise<Trial> {
  const profiler = new GCProfiler();
  profiler.start();
  const before = process.memoryUsage().heapUsed;
  if (subject?.loop.isAsync) await runBlock(subject, calls);
  else if (subject) void runBlock(subject, calls);
  const after = process.memoryUsage().heapUsed;
  const { statistics } = profiler.stop();
  const freed = statistics.reduce((sum, { beforeGC, afterGC }) => sum + beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize, 0);
  // V8 tells the cost of a collection in microseconds.
  const gcNs = statistics.reduce((sum, { cost }) => sum + cost * 1e3, 0);
  return { calls, bytes: after - before + freed, gcCount: statistics.length, gcNs };
}

/** What the measurement itself allocates. */
async function emptyTrialBytes(): Promise<number> {
  const results = [await trial(undefined, 0), await trial(undefined, 0), await trial(undefined, 0)];
  return median(results.map(({ bytes }) => bytes));
}
