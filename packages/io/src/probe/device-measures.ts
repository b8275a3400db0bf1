import type { FileHandle } from 'node:fs/promises';
import { alignedBuffer } from './aligned-buffer.ts';
import { figureOf, percentileOf, type Figure } from './figure.ts';

/** Rate of a way to read or write, by what was varied. */
export interface DeviceRate {
  /** Bytes of one call. */
  readonly blockBytes: number;
  /** Calls in flight at a time. */
  readonly concurrency: number;
  readonly bytesPerSecond: Figure;
}

/** Says when a part of the probe has taken its time. Throws when the probe is aborted. */
export interface TimeShare {
  isOver(): boolean;
  /** Whether so much more than its time has passed that even the least number of samples is too many. */
  isLate(): boolean;
}

const leastRounds = 3;
const leastRoundBytes = 2 ** 18;
/** Of all ways together: timers and other programs disturb what is shorter. */
const leastRoundMs = 40;
const smallBytes = 4096;

/** Milliseconds of writing 4 KiB and making it durable. */
export async function measureSync(
  { handle }: { readonly handle: FileHandle },
  fileBytes: number,
  time: TimeShare,
): Promise<{ readonly latencyMs: Figure; readonly p99Ms: number }> {
  const bytes = alignedBuffer(smallBytes).fill(1);
  const samples: number[] = [];
  for (let round = 0; isWanted(round, time) && round < 1000; round++) {
    const start = performance.now();
    await handle.write(bytes, 0, smallBytes, (round * smallBytes) % fileBytes);
    await handle.datasync();
    samples.push(performance.now() - start);
  }
  return { latencyMs: figureOf(samples), p99Ms: percentileOf(samples, 0.99) };
}

/** One call of the device at `position`. */
type Call = (bytes: Buffer, position: number) => Promise<unknown>;

interface Way {
  readonly blockBytes: number;
  readonly concurrency: number;
}

interface RateOptions {
  readonly ways: readonly Way[];
  /** Bytes that one round of one way moves at most, as whole blocks. */
  readonly mostRoundBytes: number;
  readonly fileBytes: number;
  /** Bytes that all rounds together may move. */
  readonly maxBytes: number;
  readonly isRandom: boolean;
  readonly call: Call;
  /** Ends a round within its time, such as a sync. */
  readonly settle?: () => Promise<void>;
}

/**
 * Runs the ways by turns, which a busy machine disturbs alike, until time or bytes are used up. A round becomes longer until it takes long
 * enough to be measured; what was measured before does not count.
 */
export async function measureRates(options: RateOptions, time: TimeShare): Promise<readonly DeviceRate[]> {
  const { ways, mostRoundBytes, fileBytes, maxBytes } = options;
  const samples = ways.map((): number[] => []);
  const largest = Math.max(...ways.map(({ blockBytes }) => blockBytes));
  const buffers = Array.from({ length: Math.max(...ways.map(({ concurrency }) => concurrency)) }, () => alignedBuffer(largest).fill(7));
  const state = { position: 0, moved: 0 };
  let roundBytes = Math.min(fileBytes, mostRoundBytes, leastRoundBytes);
  for (let round = 0; isWanted(round, time) && (round < leastRounds || state.moved < maxBytes);) {
    const start = performance.now();
    const rates: number[] = [];
    for (const way of ways) rates.push(await rateOf(way, roundBytes, buffers, options, state));
    const isShort = performance.now() - start < leastRoundMs && roundBytes * 2 <= Math.min(fileBytes, mostRoundBytes);
    if (isShort) {
      roundBytes *= 2;
      if (!time.isOver() && state.moved < maxBytes / 2) continue;
    }
    for (const [index, rate] of rates.entries()) samples[index]?.push(rate);
    round += 1;
  }
  return ways.map((way, index) => ({ ...way, bytesPerSecond: figureOf(samples[index] ?? []) }));
}

/** Bytes per second of one round of one way. */
async function rateOf(
  { blockBytes, concurrency }: Way,
  roundBytes: number,
  buffers: readonly Buffer[],
  { fileBytes, isRandom, call, settle }: RateOptions,
  state: { position: number; moved: number },
): Promise<number> {
  const slots = Math.floor(fileBytes / blockBytes);
  const calls = Math.max(1, Math.min(slots, Math.floor(roundBytes / blockBytes)));
  if (state.position + calls * blockBytes > fileBytes) state.position = 0;
  const base = state.position;
  let started = 0;
  const work = async (bytes: Buffer): Promise<void> => {
    while (started < calls) {
      const at = isRandom ? Math.floor(Math.random() * slots) * blockBytes : base + started * blockBytes;
      started += 1;
      await call(bytes.subarray(0, blockBytes), at);
    }
  };
  const start = performance.now();
  // All of them end before the buffers and the file may go.
  const outcomes = await Promise.allSettled(buffers.slice(0, concurrency).map(work));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  await settle?.();
  const elapsedMs = performance.now() - start;
  if (!isRandom) state.position += calls * blockBytes;
  state.moved += calls * blockBytes;
  return (calls * blockBytes * 1000) / elapsedMs;
}

/** Whether another round is to be run: the least number of them in any case but a hopeless one. */
function isWanted(round: number, time: TimeShare): boolean {
  const isOver = time.isOver();
  return round === 0 || !isOver || (round < leastRounds && !time.isLate());
}
