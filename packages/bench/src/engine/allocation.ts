import { GCProfiler } from 'node:v8';
import type { Subject } from './subject.ts';
import { runBlock } from './warm-up.ts';

/** What a call allocates on the heap, and the garbage collections it causes. */
export interface Allocation {
  readonly allocatedBytes: number;
  readonly gcCount: number;
  readonly gcNs: number;
}

/** Bytes that a part may show without allocating: a background compilation that finishes. */
const noiseBytes = 2048;
/** The stretch ends when so much was allocated, or so long has passed. V8 counts whole allocation areas as used: only length makes them small. */
const aimBytes = 128 * 2 ** 20;
const aimMs = 45;
const parts = 3;

/**
 * Heap bytes allocated by one call: growth of the used heap plus what collections freed meanwhile, which V8's profiler tells exactly.
 * Judged apart from time, since blocks shorter than a collection's period hide its cost from any low estimate.
 */
export async function measureAllocation(subject: Subject, callNs: number): Promise<Allocation> {
  const timed = Math.max(1, Math.round((aimMs * 1e6) / Math.max(callNs, 1) / parts));
  const { calls, bytes, isQuiet, gcCount, gcNs } = await stretch(subject, timed === 1 ? 1 : await callsFor(subject, timed));
  return { allocatedBytes: isQuiet ? 0 : Math.max(0, bytes / calls), gcCount: gcCount / calls, gcNs: gcNs / calls };
}

/** Calls of one part: as many as time allows, or as reach the aimed bytes. */
async function callsFor(subject: Subject, timed: number): Promise<number> {
  const probe = await stretch(subject, Math.max(1, Math.round(timed / 8)));
  const bytesPerCall = Math.max(0, probe.bytes) / probe.calls;
  return bytesPerCall < 1 ? timed : Math.max(1, Math.min(timed, Math.ceil(aimBytes / parts / bytesPerCall)));
}

interface Stretch {
  readonly calls: number;
  readonly bytes: number;
  /** Nothing was collected, and one part at least left the heap as it was: what the others show is not the variant's. */
  readonly isQuiet: boolean;
  readonly gcCount: number;
  readonly gcNs: number;
}

async function stretch(subject: Subject, callsPerPart: number): Promise<Stretch> {
  const profiler = new GCProfiler();
  profiler.start();
  const readingBytes = bytesOfReading();
  const used = [process.memoryUsage().heapUsed];
  for (let part = 0; part < parts; part += 1) {
    if (subject.loop.isAsync) await runBlock(subject, callsPerPart);
    else void runBlock(subject, callsPerPart);
    used.push(process.memoryUsage().heapUsed);
  }
  const { statistics } = profiler.stop();
  const freed = statistics.reduce(
    (sum, { beforeGC, afterGC }) => sum + beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize,
    0,
  );
  const least = Math.min(...used.slice(1).map((bytes, part) => bytes - (used[part] ?? 0))) - readingBytes;
  return {
    calls: parts * callsPerPart,
    bytes: (used.at(-1) ?? 0) - (used[0] ?? 0) - parts * readingBytes + freed,
    // Few calls must not hide an object each: the smallest takes 16 bytes.
    isQuiet: statistics.length === 0 && least < Math.min(noiseBytes, 64 + 8 * callsPerPart),
    gcCount: statistics.length,
    // V8 tells the cost of a collection in microseconds.
    gcNs: statistics.reduce((sum, { cost }) => sum + cost * 1e3, 0),
  };
}

/** What reading the counter itself allocates. */
function bytesOfReading(): number {
  const used = Array.from({ length: 4 }, () => process.memoryUsage().heapUsed);
  return Math.min(...used.slice(1).map((bytes, index) => bytes - (used[index] ?? 0)));
}
