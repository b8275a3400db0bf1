import { createRandom, shuffle } from '../stats/random.ts';
import type { BenchRegistration } from './vitest-shapes.ts';

export interface InterleaveOptions {
  /** Milliseconds of warm-up for each function. */
  readonly warmupMs: number;
  /** Milliseconds of measurement for each function. */
  readonly timeMs: number;
  /** Aimed length of a block, in nanoseconds. */
  readonly blockNs: number;
  /** Fewest and most blocks of each function. */
  readonly minRounds: number;
  readonly maxRounds: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** Milliseconds of one call, a block each, and the time spent. */
export interface InterleavedTimes {
  readonly name: string;
  readonly callMs: readonly number[];
  readonly totalMs: number;
}

interface Contender {
  readonly registration: BenchRegistration;
  readonly callMs: number[];
  totalMs: number;
}

/**
 * Measures functions in rounds: a round runs one block of each in random order, every block with the same number of calls,
 * so that a machine that gets slower meets all alike. A function that returns a promise is awaited call by call.
 */
export async function interleave(registrations: readonly BenchRegistration[], options: InterleaveOptions): Promise<InterleavedTimes[]> {
  const contenders = registrations.map((registration): Contender => ({ registration, callMs: [], totalMs: 0 }));
  for (const { registration } of contenders) await registration.fnOpts?.beforeAll?.('run');
  try {
    const calls = await warmUp(contenders, options);
    const random = createRandom(options.seed);
    for (let round = 0; round < options.maxRounds; round += 1) {
      options.signal?.throwIfAborted();
      for (const contender of shuffle([...contenders], random)) {
        const elapsedMs = await runBlock(contender.registration, calls);
        contender.totalMs += elapsedMs;
        contender.callMs.push(elapsedMs / calls);
      }
      if (round + 1 >= options.minRounds && contenders.every(({ totalMs }) => totalMs >= options.timeMs)) break;
    }
  } finally {
    for (const { registration } of contenders) await registration.fnOpts?.afterAll?.('run');
  }
  return contenders.map(({ registration: { name }, callMs, totalMs }) => ({ name, callMs, totalMs }));
}

/** Alternating warm-up; tells how many calls make a block of the slowest function about `blockNs` long. */
async function warmUp(contenders: readonly Contender[], { warmupMs, blockNs, signal }: InterleaveOptions): Promise<number> {
  const spent = contenders.map(() => 0);
  let calls = 1;
  let slowestMs = 0;
  do {
    signal?.throwIfAborted();
    slowestMs = 0;
    for (const [index, { registration }] of contenders.entries()) {
      const elapsedMs = await runBlock(registration, calls);
      spent[index] = (spent[index] ?? 0) + elapsedMs;
      slowestMs = Math.max(slowestMs, elapsedMs);
    }
    if (slowestMs * 1e6 < blockNs / 2) calls *= 2;
    else if (slowestMs * 1e6 > blockNs * 2) calls = Math.max(1, Math.floor(calls / 2));
  } while (Math.min(...spent) < warmupMs);
  return calls;
}

/** Hot: the loop around the measured function. Hooks of each call stand outside the time. */
async function runBlock({ fn, fnOpts }: BenchRegistration, calls: number): Promise<number> {
  if (fnOpts?.beforeEach || fnOpts?.afterEach) return runHookedBlock({ fn, fnOpts, name: '' }, calls);
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call += 1) {
    const result = fn();
    kept = result;
    if (isPromise(result)) await result;
  }
  return Number(process.hrtime.bigint() - start) / 1e6;
}

async function runHookedBlock({ fn, fnOpts }: BenchRegistration, calls: number): Promise<number> {
  let elapsedNs = 0n;
  for (let call = 0; call < calls; call += 1) {
    await fnOpts?.beforeEach?.('run');
    const start = process.hrtime.bigint();
    const result = fn();
    kept = result;
    if (isPromise(result)) await result;
    elapsedNs += process.hrtime.bigint() - start;
    await fnOpts?.afterEach?.('run');
  }
  return Number(elapsedNs) / 1e6;
}

/** Every result is stored: work whose result is dropped may be left out by the compiler. */
let kept: unknown;

/** What the last call returned. */
export function lastResult(): unknown {
  return kept;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { readonly then?: unknown }).then === 'function';
}
