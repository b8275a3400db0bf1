import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScheduler } from './create-scheduler.ts';
import { ExponentialAverage } from './exponential-average.ts';
import type { Limit } from './limit.ts';
import { limits, registerLimit } from './limits.ts';

interface Server {
  /** Calls it can work on at a time; more wait in a queue. */
  readonly capacity: number;
  readonly serviceMs: number;
  /** Calls in flight from which on it refuses. */
  readonly refusesAt?: number;
}

/** What the limit comes to when as many calls as it allows are always in flight. */
function settleOn(limit: Limit, { capacity, serviceMs, refusesAt = Infinity }: Server, calls = 4000): number {
  for (let call = 0; call < calls; call++) {
    const inFlight = limit.current;
    const isDropped = inFlight > refusesAt;
    limit.record?.({ durationMs: serviceMs * Math.max(1, inFlight / capacity), inFlight, isDropped });
  }
  return limit.current;
}

test('fixed stays what it is', () => {
  expect(limits.fixed(3).current).toBe(3);
  expect(() => limits.fixed(0)).toThrow('expected a whole number from 1, got 0');
});

test('aimd climbs until the server refuses, and backs off by a tenth', () => {
  const limit = limits.aimd({ initial: 10 });

  limit.record?.({ durationMs: 1, inFlight: 10, isDropped: false });
  expect(limit.current).toBe(11);
  limit.record?.({ durationMs: 1, inFlight: 2, isDropped: false });
  expect(limit.current).toBe(11);
  limit.record?.({ durationMs: 1, inFlight: 11, isDropped: true });
  expect(limit.current).toBe(9);
  limit.record?.({ durationMs: 6000, inFlight: 9, isDropped: false });
  expect(limit.current).toBe(8);

  const settled = settleOn(limits.aimd(), { capacity: 50, serviceMs: 10, refusesAt: 40 });
  expect(settled).toBeGreaterThanOrEqual(35);
  expect(settled).toBeLessThanOrEqual(41);
});

test('vegas settles a short queue above the capacity of the server', () => {
  const settled = settleOn(limits.vegas({ random: () => 0.5 }), { capacity: 40, serviceMs: 10 });

  expect(settled).toBeGreaterThanOrEqual(40);
  expect(settled).toBeLessThanOrEqual(80);
});

test('gradient settles where a longer queue would cost more latency than it tolerates', () => {
  const limit = limits.gradient();
  settleOn(limit, { capacity: 20, serviceMs: 10 }, 50);
  const settled = settleOn(limit, { capacity: 20, serviceMs: 10 }, 400);

  expect(settled).toBeGreaterThanOrEqual(20);
  expect(settled).toBeLessThanOrEqual(80);
});

test('gradient shrinks when latency grows, and comes back', () => {
  const limit = limits.gradient();
  settleOn(limit, { capacity: 100, serviceMs: 10 }, 100);
  const calm = limit.current;

  for (let call = 0; call < 20; call++) limit.record?.({ durationMs: 200, inFlight: limit.current, isDropped: false });
  const busy = limit.current;
  for (let call = 0; call < 200; call++) limit.record?.({ durationMs: 10, inFlight: limit.current, isDropped: false });

  expect(busy).toBeLessThan(calm / 2);
  expect(limit.current).toBeGreaterThanOrEqual(calm);
});

test('an adaptive limit never leaves its bounds, whatever it hears', () => {
  const kinds = [limits.aimd, limits.gradient, limits.vegas] as const;
  const sample = fc.record({
    durationMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
    inFlight: fc.integer({ min: 0, max: 500 }),
    isDropped: fc.boolean(),
  });

  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 5, max: 50 }),
      fc.array(sample, { maxLength: 200 }),
      (kind, min, max, samples) => {
        const limit = kind({ min, max, initial: 100 });
        for (const one of samples) {
          limit.record?.(one);
          expect(limit.current >= min && limit.current <= max && Number.isInteger(limit.current)).toBe(true);
        }
      },
    ),
  );
});

test.each([
  [() => limits.aimd({ backoffRatio: 0 }), '`aimd.backoffRatio`: expected a number above 0, at most 1, got 0'],
  [() => limits.gradient({ tolerance: 0.5 }), '`gradient.tolerance`: expected a number of at least 1, got 0.5'],
  [() => limits.vegas({ min: 9, max: 3 }), '`min` to be at most `max`'],
  [() => limits.aimd({ backof: 1 } as object), 'the unknown key `backof`'],
])('says what is wrong with an option', (run, message) => {
  expect(run).toThrow(message);
});

test('the average is the mean at first, and follows with the window then', () => {
  const average = new ExponentialAverage(3, 2);

  expect([average.add(10), average.add(20), average.add(25)]).toEqual([10, 15, 20]);
});

test('a registered limit can be named, for as long as it is registered', async () => {
  const registration = registerLimit('acme/steady', () => ({ current: 3 }));
  await using scheduler = createScheduler({ concurrency: 'acme/steady' });

  expect(scheduler.stats.limit).toBe(3);
  expect(() => registerLimit('acme/steady', () => ({ current: 1 }))).toThrow('expected a name that is not taken');
  expect(() => registerLimit('Acme steady', () => ({ current: 1 }))).toThrow('expected a name such as');
  registration[Symbol.dispose]();
  expect(() => createScheduler({ concurrency: 'acme/steady' })).toThrow('expected one of auto, aimd, gradient, vegas, got `acme/steady`');
});

test('a scheduler tells its limit how its tasks went', async () => {
  const heard: boolean[] = [];
  const limit: Limit = { current: 1, record: ({ isDropped }) => void heard.push(isDropped) };
  await using scheduler = createScheduler({ concurrency: limit, isOverload: (error) => error === 'busy' });

  await Promise.allSettled([
    scheduler.add(() => 1),
    scheduler.add(() => Promise.reject('busy')),
    scheduler.add(() => Promise.reject('other')),
  ]);

  expect(heard).toEqual([false, true, false]);
});
