import fc from 'fast-check';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { codeOf, codeOfAsync } from '@nsi/workbench/test';
import { collect, poolTasks, type PoolTasks } from '../../test/pool-module.ts';
import { createPool } from './create-pool.ts';
import type { Pool } from './pool.ts';

let pool: Pool<PoolTasks>;
beforeAll(() => {
  pool = createPool<PoolTasks>(poolTasks, { threads: 2, abortGraceMs: 20 });
});
afterAll(() => pool[Symbol.asyncDispose]());

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const doubled = (count: number): number[] => numbers(count).map((value) => value * 2);
async function* later<Value>(values: Iterable<Value>): AsyncGenerator<Value> {
  for (const value of values) {
    await Promise.resolve();
    yield value;
  }
}

test('awaited, it is an array in the order of the items', async () => {
  const results = await pool.map('double', numbers(10_000));

  expectTypeOf(results).toEqualTypeOf<number[]>();
  expect(results).toEqual(doubled(10_000));
});

test('law: whatever the source, the batch and the window, it equals Array.prototype.map', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        items: fc.array(fc.integer(), { maxLength: 200 }),
        batch: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 1, max: 50 })),
        window: fc.integer({ min: 1, max: 300 }),
        ordered: fc.boolean(),
        isAsync: fc.boolean(),
        isStreamed: fc.boolean(),
        task: fc.constantFrom('double' as const, 'doubleLater' as const),
      }),
      async ({ items, batch, window, ordered, isAsync, isStreamed, task }) => {
        const mapped = pool.map(task, isAsync ? later(items) : items, { batch, window, ordered });
        const results = isStreamed ? await collect(mapped) : await mapped;
        const byValue = (left: number, right: number): number => left - right;
        const expected = items.map((value) => value * 2);
        expect(ordered ? results : results.toSorted(byValue)).toEqual(ordered ? expected : expected.toSorted(byValue));
      },
    ),
    { numRuns: 60 },
  );
});

test('a million items with a consumer that takes its time: what was taken stays within the window', async () => {
  let taken = 0;
  let consumed = 0;
  let most = 0;
  function* source(): Generator<number> {
    for (; taken < 1e6; taken++) yield taken;
  }
  for await (const result of pool.map('double', source(), { window: 5000 })) {
    if (result !== consumed * 2) throw new Error(`${result} in place ${consumed}`);
    most = Math.max(most, taken - consumed);
    if (++consumed % 20_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  expect(consumed).toBe(1e6);
  expect(most).toBeLessThanOrEqual(5001);
});

test('the first error ends it, closes the source and leaves the pool usable', async () => {
  let isClosed = false;
  function* source(): Generator<number> {
    try {
      for (let value = 0; ; value++) yield value === 2000 ? 2001 : value * 2;
    } finally {
      isClosed = true;
    }
  }

  expect(await codeOfAsync(pool.map('onlyEven', source()))).toBe('ODD');
  expect(isClosed).toBe(true);
  expect(await pool.run('double', 1)).toBe(2);
});

test('settled, every item has its outcome', async () => {
  const results = await pool.map('onlyEven', numbers(1000), { onError: 'settle' });

  expect(results.map(({ status }) => status)).toEqual(numbers(1000).map((value) => (value % 2 ? 'rejected' : 'fulfilled')));
  expect(results[501]).toMatchObject({ reason: { message: 'odd: 501' } });
});

test.each(['abort', 'settle'] as const)('an item that fails is run again as often as it was told: %s', async (onError) => {
  await using single = createPool<PoolTasks>(poolTasks, { threads: 1 });
  const seen = new Int32Array(new SharedArrayBuffer(4 * 20));
  const items = numbers(20).map((index) => ({ seen, index, failures: index % 3 }));
  const results = await single.map('failOften', items, { retries: 2, batch: 7, onError } as { retries: number; onError: 'abort' });

  expect(onError === 'abort' ? results : results.map((result) => (result as unknown as PromiseFulfilledResult<number>).value)).toEqual(
    numbers(20),
  );
  expect([...seen]).toEqual(numbers(20).map((index) => (index % 3) + 1));
  seen.fill(0);
  expect(await codeOfAsync(single.map('failOften', items, { retries: 1 }))).toBe('attempt 2');
});

test('settled, an item that ends its thread fails alone', async () => {
  const items = numbers(40).map((value) => ({ at: 17, value }));
  const results = await pool.map('exitAt', items, { onError: 'settle', batch: 20 });

  expect(
    results.flatMap((result, index) => (result.status === 'rejected' ? [[index, (result.reason as { code: string }).code]] : [])),
  ).toEqual([[17, 'NSI_CPU_THREAD_EXIT']]);
  expect(results[19]).toEqual({ status: 'fulfilled', value: 19 });
});

test.each(['spinAt', 'spinDeafAt'] as const)('settled, an item out of time fails alone: %s', async (task) => {
  const items = numbers(20).map((value) => ({ at: 7, value }));
  const results = await pool.map(task, items, { onError: 'settle', batch: 10, timeoutMs: 400 });

  expect(
    results.flatMap((result, index) => (result.status === 'rejected' ? [[index, (result.reason as { code: string }).code]] : [])),
  ).toEqual([[7, 'NSI_CPU_TASK_TIMEOUT']]);
});

test('settled, what cannot be cloned fails alone, whether item or result', async () => {
  const items = [1, () => 2, 3, 4];
  const sent = await pool.map('echo', items, { onError: 'settle', batch: 4 });
  const returned = await pool.map('unclonable', [1, 2, 3, 4], { onError: 'settle', batch: 4 });

  expect(sent.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(returned.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('a source that fails ends it with its error, behind nothing', async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    throw new Error('source');
  }

  expect(await codeOfAsync(pool.map('double', broken()))).toBe('source');
});

test('a source that is slow does not hold back the results that are there', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<number> {
    yield 1;
    await promise;
    yield 2;
  }
  const results = pool.map('double', slow())[Symbol.asyncIterator]();

  expect(await results.next()).toEqual({ done: false, value: 2 });
  resolve();
  expect(await results.next()).toEqual({ done: false, value: 4 });
  expect((await results.next()).done).toBe(true);
});

test('an abort ends it, while items are on threads or while the source waits', async () => {
  const controller = new AbortController();
  const spinning = codeOfAsync(
    pool.map('spin', [undefined], { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) }),
  );
  expect(await spinning).toBe('enough');

  const waiting = new AbortController();
  // oxlint-disable-next-line require-yield -- a source that never brings anything
  async function* never(): AsyncGenerator<number> {
    await new Promise((resolve) => setTimeout(resolve, 1e6).unref());
  }
  const code = codeOfAsync(pool.map('double', never(), { signal: waiting.signal }));
  setImmediate(() => waiting.abort(new Error('enough')));

  expect(await code).toBe('enough');
});

test('leaving the stream cancels what is under way', async () => {
  for await (const result of pool.map('double', numbers(1e6))) if (result > 100) break;

  expect(await pool.run('double', 3)).toBe(6);
  // What was on a thread ends with the item it was at.
  while (pool.stats.running > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(pool.stats.waiting).toBe(0);
});

test('nothing begins before it is asked for, and it is asked for once', async () => {
  let isOpened = false;
  function* source(): Generator<number> {
    isOpened = true;
    yield 1;
  }
  const mapped = pool.map('double', source());
  expect(isOpened).toBe(false);

  expect(await mapped).toEqual([2]);
  expect(await mapped).toEqual([2]);
  expect(codeOf(() => mapped[Symbol.asyncIterator]())).toBe('NSI_CPU_POOL_OPTION');
});
