import { expect, expectTypeOf, test } from 'vitest';
import { timeSliced } from './time-sliced.ts';
import { yieldIfNeeded } from './yield-if-needed.ts';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function work(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

test('asks for nothing while the budget lasts, and for one turn when it is used up', async () => {
  await nextTurn();

  expect(yieldIfNeeded(Infinity)).toBeUndefined();
  work(2);
  const pause = yieldIfNeeded(1);
  expect(pause).toBeInstanceOf(Promise);
  expect(yieldIfNeeded(1)).toBe(pause);
  await pause;

  expect(yieldIfNeeded(Infinity)).toBeUndefined();
});

test('starts a new budget in every turn', async () => {
  void yieldIfNeeded(Infinity);
  work(3);

  await nextTurn();
  await nextTurn();

  expect(yieldIfNeeded(2)).toBeUndefined();
});

test('timers and input get their turn', async () => {
  let turns = 0;
  const count = (): void => {
    turns++;
    immediate = setImmediate(count);
  };
  let immediate = setImmediate(count);

  for (let step = 0; step < 20; step++) {
    work(1);
    const pause = yieldIfNeeded(2);
    if (pause) await pause;
  }
  clearImmediate(immediate);

  expect(turns).toBeGreaterThan(3);
});

test('slices give every result in order, and others their turn', async () => {
  let hasTurned = false;
  setImmediate(() => (hasTurned = true));
  const results: number[] = [];

  for await (const result of timeSliced(
    [1, 2, 3, 4],
    (value) => {
      work(1);
      return value * 2;
    },
    { budgetMs: 1 },
  )) {
    expectTypeOf(result).toEqualTypeOf<number>();
    results.push(result);
  }

  expect(results).toEqual([2, 4, 6, 8]);
  expect(hasTurned).toBe(true);
});

test('takes no more values than were asked for', async () => {
  let taken = 0;
  function* endless(): Generator<number> {
    for (;;) yield taken++;
  }

  for await (const value of timeSliced(endless(), (one) => one)) if (value === 3) break;

  expect(taken).toBe(4);
});

test('an abort ends it with its reason', async () => {
  const controller = new AbortController();
  const seen: number[] = [];
  const run = async (): Promise<void> => {
    for await (const value of timeSliced([1, 2, 3], (one) => one, { signal: controller.signal })) {
      seen.push(value);
      controller.abort('enough');
    }
  };

  await expect(run()).rejects.toBe('enough');
  expect(seen).toEqual([1]);
  expect(() => timeSliced([], String, { budgetMs: -1 })).toThrow('`budgetMs`: expected a number of at least 0, got -1');
});
