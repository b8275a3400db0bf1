import { AsyncLocalStorage } from 'node:async_hooks';
import { getEventListeners } from 'node:events';
import { expect, expectTypeOf, test } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import { createGates, finishAll, settled } from '../../test/gates.ts';
import { createScheduler } from './create-scheduler.ts';

test('gives what the function returns, or its error', async () => {
  await using scheduler = createScheduler({ concurrency: 2 });
  const fault = new Error('of the function');

  const number = scheduler.add(() => 1);
  const text = scheduler.add(async () => 'later');

  expectTypeOf(number).toEqualTypeOf<Promise<number>>();
  expectTypeOf(text).toEqualTypeOf<Promise<string>>();
  expect(await Promise.all([number, text])).toEqual([1, 'later']);
  await expect(scheduler.add(() => Promise.reject(fault))).rejects.toBe(fault);
  await expect(
    scheduler.add(() => {
      throw fault;
    }),
  ).rejects.toBe(fault);
  expect(scheduler.stats).toMatchObject({ completed: 2, failed: 2, waiting: 0, running: 0 });
});

/** As a query builder is: a promise is made when it is awaited. */
class Thenable {
  // oxlint-disable-next-line unicorn/no-thenable -- what is tested
  readonly then = (resolve: (value: number) => void): void => resolve(3);
}

test('awaits what is thenable without being a promise', async () => {
  await using scheduler = createScheduler({ concurrency: 1 });
  const thenable: object = new Thenable();

  const value = await scheduler.add(() => thenable as Promise<number>);

  expect(value).toBe(3);
});

test('starts nothing within the call of add, so that what is added together is sorted', async () => {
  await using scheduler = createScheduler({ concurrency: 1 });
  const order: string[] = [];

  const low = scheduler.add(() => order.push('low'));
  const high = scheduler.add(() => order.push('high'), { priority: 1 });
  expect(order).toEqual([]);
  await Promise.all([low, high]);

  expect(order).toEqual(['high', 'low']);
});

test('a task that has waited long goes before a more important one that is new', async () => {
  const clock = new ManualClock();
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 1, ageMs: 1000, clock });
  void scheduler.add(gates.task('first'));
  await settled();
  void scheduler.add(gates.task('old'));
  await settled();
  clock.advance(2500);
  void scheduler.add(gates.task('two'), { priority: 2 });
  void scheduler.add(gates.task('three'), { priority: 3 });

  for (const name of ['first', 'three', 'old', 'two']) {
    await settled();
    gates.finish(name);
  }
  await scheduler.idle();

  expect(gates.started).toEqual(['first', 'three', 'old', 'two']);
});

test('the earliest deadline goes first, and one that is close before what can wait', async () => {
  const clock = new ManualClock();
  await using scheduler = createScheduler({ concurrency: 1, patienceMs: 1000, clock });
  const order: string[] = [];
  const add = (name: string, deadline?: number) => scheduler.add(() => order.push(name), deadline === undefined ? {} : { deadline });

  await Promise.all([add('distant', clock.now() + 5000), add('patient'), add('late', clock.now() + 200), add('soon', clock.now() + 100)]);

  expect(order).toEqual(['soon', 'late', 'patient', 'distant']);
  expect(clock.waiting).toBe(0);
});

test('a task that misses its deadline rejects and is told, and keeps its place until it ends', async () => {
  const clock = new ManualClock();
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 1, clock });
  let signal: AbortSignal | undefined;
  const running = scheduler.add(
    (context) => {
      ({ signal } = context);
      return gates.task('running')();
    },
    { deadline: clock.now() + 10 },
  );
  const waiting = scheduler.add(gates.task('waiting'), { deadline: clock.now() + 20 });
  const other = scheduler.add(gates.task('other'));
  const outcomes = Promise.allSettled([running, waiting]);
  await settled();

  clock.advance(30);

  const codes = (await outcomes).map((outcome) => (outcome as PromiseRejectedResult).reason.code as string);
  expect(codes).toEqual(['NSI_CPU_SCHEDULER_DEADLINE', 'NSI_CPU_SCHEDULER_DEADLINE']);
  expect(signal?.aborted).toBe(true);
  expect(scheduler.stats).toMatchObject({ running: 1, waiting: 1, cancelled: 2 });
  gates.finish('running');
  await settled();
  gates.finish('other');
  expect(await other).toBe('other');
  expect(gates.started).toEqual(['running', 'other']);
});

test('a task is not started after its deadline, though its timer could not fire yet', async () => {
  const clock = new ManualClock();
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 1, clock });
  const past = scheduler.add(gates.task('past'), { deadline: clock.now() - 1 });
  const late = scheduler.add(gates.task('late'), { deadline: clock.now() + 10 });

  clock.block(20);

  for (const task of [past, late]) await expect(task).rejects.toMatchObject({ code: 'NSI_CPU_SCHEDULER_DEADLINE' });
  expect(gates.started).toEqual([]);
});

test.each(['before', 'waiting', 'running', 'after'] as const)('an abort %s its run', async (moment) => {
  const gates = createGates<string>();
  const controller = new AbortController();
  const { signal } = controller;
  await using scheduler = createScheduler({ concurrency: 1 });
  if (moment === 'waiting') void scheduler.add(gates.task('first'));
  if (moment === 'before') controller.abort('enough');
  let seen: AbortSignal | undefined;
  const task = scheduler
    .add(
      (context) => {
        seen = context.signal;
        return gates.task('task')();
      },
      { signal },
    )
    .catch((error: unknown) => error);
  await settled();

  if (moment === 'after') {
    gates.finish('task');
    await task;
  }
  controller.abort('enough');

  expect(await task).toBe(moment === 'after' ? 'task' : 'enough');
  expect(seen?.aborted).toBe({ before: undefined, waiting: undefined, running: true, after: false }[moment]);
  if (moment === 'running') gates.finish('task');
  if (moment === 'waiting') gates.finish('first');
  await scheduler.idle();
  expect(gates.started).toEqual({ before: [], waiting: ['first'], running: ['task'], after: ['task'] }[moment]);
});

test('one signal of many tasks is listened to once, and let go', async () => {
  const gates = createGates<number>();
  const controller = new AbortController();
  await using scheduler = createScheduler({ concurrency: 2 });
  const run = (name: number) => scheduler.add(gates.task(name), { signal: controller.signal }).catch((error: unknown) => error);
  const listeners = (): number => getEventListeners(controller.signal, 'abort').length;

  const early = [run(0), run(1)];
  await settled();
  expect(listeners()).toBe(1);
  for (const name of [0, 1]) gates.finish(name);
  expect(await Promise.all(early)).toEqual([0, 1]);
  expect(listeners()).toBe(0);
  const late = [run(2), run(3), run(4)];
  await settled();
  controller.abort('enough');

  expect(await Promise.all(late)).toEqual(['enough', 'enough', 'enough']);
  expect(listeners()).toBe(0);
  for (const name of [2, 3]) gates.finish(name);
});

test('starts nothing while it is paused, and goes on', async () => {
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 1 });
  void scheduler.add(gates.task('a'));
  await settled();
  scheduler.pause();
  void scheduler.add(gates.task('b'));
  gates.finish('a');
  await settled();

  expect(gates.started).toEqual(['a']);
  expect(scheduler.stats).toMatchObject({ isPaused: true, waiting: 1 });
  scheduler.resume();
  await settled();
  expect(gates.started).toEqual(['a', 'b']);
  await finishAll(gates, scheduler.idle());
});

test('idle waits for all there is, and for nothing when there is none', async () => {
  const gates = createGates<string>();
  await using scheduler = createScheduler({ concurrency: 1 });
  await scheduler.idle();
  void scheduler.add(gates.task('a'));
  let isIdle = false;
  const idle = scheduler.idle().then(() => (isIdle = true));
  await settled();

  expect(isIdle).toBe(false);
  gates.finish('a');
  await idle;
});

test('disposal rejects what waits, aborts what runs, and waits for its end', async () => {
  const gates = createGates<string>();
  const scheduler = createScheduler({ concurrency: 1 });
  let signal: AbortSignal | undefined;
  const tasks = [
    scheduler.add((context) => {
      ({ signal } = context);
      return gates.task('running')();
    }),
    scheduler.add(gates.task('waiting')),
  ];
  const outcomes = Promise.allSettled(tasks);
  await settled();
  let isDisposed = false;
  const disposal = scheduler[Symbol.asyncDispose]().then(() => (isDisposed = true));

  for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'NSI_CPU_SCHEDULER_DISPOSED' } });
  await settled();
  expect(signal?.aborted).toBe(true);
  expect(isDisposed).toBe(false);
  gates.finish('running');
  await disposal;
  await expect(scheduler.add(gates.task('late'))).rejects.toMatchObject({ code: 'NSI_CPU_SCHEDULER_DISPOSED' });
});

test('a task runs in the asynchronous context of its caller', async () => {
  const storage = new AsyncLocalStorage<string>();
  await using scheduler = createScheduler({ concurrency: 1 });

  const seen = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      storage.run(name, () =>
        scheduler.add(async () => {
          await settled();
          return storage.getStore();
        }),
      ),
    ),
  );

  expect(seen).toEqual(['a', 'b', 'c']);
});

test('many tasks that return at once let the event loop turn', async () => {
  await using scheduler = createScheduler({ concurrency: 1 });
  let hasTurned = false;
  let turnedAt = -1;
  setImmediate(() => (hasTurned = true));

  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      scheduler.add(() => {
        if (hasTurned && turnedAt < 0) turnedAt = index;
        for (const end = performance.now() + 1; performance.now() < end;);
      }),
    ),
  );

  expect(turnedAt).toBeGreaterThan(0);
});

test('tasks may add tasks', async () => {
  await using scheduler = createScheduler({ concurrency: 1 });
  const order: string[] = [];

  const inner = await scheduler.add(() => {
    order.push('outer');
    return { promise: scheduler.add(() => order.push('inner')) };
  });
  await inner.promise;

  expect(order).toEqual(['outer', 'inner']);
});

test.each([
  [{ concurrency: 0 }, '`concurrency`: expected a whole number from 1, got 0'],
  [{ concurrency: 1.5 }, '`concurrency`: expected a whole number from 1, got 1.5'],
  [{ lag: { maxMs: -1 } }, '`lag.maxMs`: expected a number of milliseconds above 0, got -1'],
  [{ fair: true }, 'the unknown key `fair`'],
])('refuses the options %o', (options, message) => {
  expect(() => createScheduler(options as object)).toThrow(message);
});

test.each([[{ priority: Number.NaN }], [{ weight: 0 }], [{ bytes: -1 }], [{ deadline: Infinity }], [{ key: 3 }], [{ signal: {} }]])(
  'rejects a task with %o',
  async (options) => {
    await using scheduler = createScheduler({ concurrency: 1 });

    await expect(scheduler.add(() => 1, options as object)).rejects.toMatchObject({ code: 'NSI_CPU_OPTION' });
  },
);
