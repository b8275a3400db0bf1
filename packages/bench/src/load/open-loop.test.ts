import type { Clock } from '@nsi/core/ports';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runOpenLoop, type LoadAnswer, type OpenLoopPlan, type OpenLoopResult } from './open-loop.ts';

/** Time that moves only from one event to the next. */
function createVirtualClock(): Clock & { run(): Promise<void> } {
  const pending: { atMs: number; callback: () => void }[] = [];
  let nowMs = 0;
  return {
    now: () => nowMs,
    after(delayMs, callback) {
      const entry = { atMs: nowMs + delayMs, callback };
      pending.push(entry);
      return { [Symbol.dispose]: () => void pending.splice(pending.indexOf(entry), pending.includes(entry) ? 1 : 0) };
    },
    async run() {
      while (pending.length > 0) {
        const next = pending.reduce((first, entry) => (entry.atMs < first.atMs ? entry : first));
        pending.splice(pending.indexOf(next), 1);
        nowMs = Math.max(nowMs, next.atMs);
        next.callback();
        // Answers continue in microtasks.
        await new Promise(setImmediate);
      }
    },
  };
}

/** A target whose answer to a request sent at `t` comes at `answerAt(t)`. */
async function load(
  answerAt: (sentMs: number) => number,
  plan: Partial<OpenLoopPlan> = {},
  answer: LoadAnswer = { isOk: true, bytes: 10 },
): Promise<OpenLoopResult> {
  const clock = createVirtualClock();
  const send = (): Promise<LoadAnswer> => {
    const { promise, resolve } = Promise.withResolvers<LoadAnswer>();
    clock.after(Math.max(0, answerAt(clock.now()) - clock.now()), () => resolve(answer));
    return promise;
  };
  const result = runOpenLoop(
    send,
    { ratePerSecond: 100, durationMs: 10_000, warmupMs: 0, maxInFlight: 10_000, drainMs: 5000, ...plan },
    { clock, signal: new AbortController().signal },
  );
  await clock.run();
  return result;
}

test('a stall is charged to every request that fell into it', async () => {
  // Still for 1 s of every 5 s: a fifth of all requests waits for between 0 and 1 s, so the 99th percentile is 950 ms.
  const stalled = (sentMs: number): number => (sentMs % 5000 < 1000 ? Math.floor(sentMs / 5000) * 5000 + 1000 : sentMs + 1);

  const { latency, answered } = await load(stalled);

  expect(answered).toBe(1000);
  expect(latency.percentile(99) / 1e6).toBeCloseTo(950, -1.2);
  expect(latency.percentile(50) / 1e6).toBeCloseTo(1, 1);
});

test('a target that is slower than the rate shows a latency that grows', async () => {
  let freeAt = 0;
  const oneAtATime = (sentMs: number): number => (freeAt = Math.max(freeAt, sentMs) + 12);

  const { latency } = await load(oneAtATime, { durationMs: 5000, drainMs: 60_000 });

  expect(latency.max / 1e6).toBeCloseTo(500 * 2 + 10, -2);
});

test('the wait for room in flight counts as latency', async () => {
  const { latency, service } = await load((sentMs) => sentMs + 100, { maxInFlight: 1, durationMs: 1000, drainMs: 60_000 });

  expect(service.max / 1e6).toBeCloseTo(100, 0);
  expect(latency.max / 1e6).toBeGreaterThan(8000);
});

test('requests without an answer at the end are counted, not forgotten', async () => {
  const { unanswered, answered } = await load((sentMs) => (sentMs < 5000 ? sentMs + 1 : Infinity), { drainMs: 10 });

  expect([answered, unanswered]).toEqual([500, 500]);
});

test('the warm-up is not counted', async () => {
  const { answered, unanswered, latency } = await load((sentMs) => sentMs + (sentMs < 2000 ? 500 : 1), { warmupMs: 2000 });

  expect([answered, unanswered]).toEqual([800, 0]);
  expect(latency.max / 1e6).toBeLessThan(2);
});

test('failures are counted by reason', async () => {
  const { failures } = await load((sentMs) => sentMs + 1, {}, { isOk: false, bytes: 0, reason: 'status 503' });

  expect([...failures]).toEqual([['status 503', 1000]]);
});

test('keeps an even sample of at most twenty thousand latencies', async () => {
  const { samplesNs, answered } = await load((sentMs) => sentMs + 1, { ratePerSecond: 5000 });

  expect(answered).toBe(50_000);
  expect(samplesNs.length).toBeGreaterThan(10_000);
  expect(samplesNs.length).toBeLessThanOrEqual(20_000);
});

test('sends exactly what the rate asks for, whatever the answers do', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.nat(3000), { minLength: 1, maxLength: 20 }),
      async (ratePerSecond, delays) => {
        let sent = 0;
        const { answered, unanswered } = await load((sentMs) => sentMs + (delays[sent++ % delays.length] ?? 0), {
          ratePerSecond,
          durationMs: 2000,
        });

        expect(sent).toBe(Math.max(1, Math.floor((2000 * ratePerSecond) / 1000)));
        expect(answered + unanswered).toBe(sent);
      },
    ),
    { numRuns: 25 },
  );
});

test('an abort ends the run with what was done', async () => {
  const clock = createVirtualClock();
  const controller = new AbortController();
  clock.after(1005, () => controller.abort());

  const result = runOpenLoop(
    async () => ({ isOk: true, bytes: 1 }),
    { ratePerSecond: 100, durationMs: 10_000, warmupMs: 0, maxInFlight: 10, drainMs: 10 },
    { clock, signal: controller.signal },
  );
  await clock.run();

  expect(await result).toMatchObject({ answered: 101, unanswered: 0 });
});
