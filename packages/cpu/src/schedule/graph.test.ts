import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { createGates, finishAll, settled } from '../../test/gates.ts';
import { graph, type GraphBuilder } from './graph.ts';

/** A graph whose shape is known only at run time. */
type AnyGraph = GraphBuilder<Readonly<Record<string, unknown>>>;

test('hands every task the results of what it depends on, typed', async () => {
  const built = graph()
    .task('number', () => 20)
    .task('text', async () => 'two')
    .task('both', { deps: ['number', 'text'] as const }, ({ number, text }) => {
      expectTypeOf(number).toEqualTypeOf<number>();
      expectTypeOf(text).toEqualTypeOf<string>();
      return [number, text] as const;
    });

  const results = await built.run({ concurrency: 2 });

  expectTypeOf(results.both).toEqualTypeOf<readonly [number, string]>();
  expect(results).toEqual({ number: 20, text: 'two', both: [20, 'two'] });
});

test('an empty graph has an empty result', async () => {
  expect(await graph().run()).toEqual({});
  expect(graph().plan()).toMatchObject({ order: [], criticalPath: [], criticalCost: 0, totalCost: 0 });
});

test('adding a task leaves the graph as it was', async () => {
  const base = graph().task('a', () => 1);
  const [left, right] = [base.task('b', () => 2), base.task('b', () => 3)];

  expect(await Promise.all([base.run(), left.run(), right.run()])).toEqual([{ a: 1 }, { a: 1, b: 2 }, { a: 1, b: 3 }]);
});

test('starts what has the longest way to the end first', async () => {
  const started: string[] = [];
  const run = (name: string) => () => void started.push(name);
  const built = graph()
    .task('short', run('short'))
    .task('a', { cost: 5 }, run('a'))
    .task('b', { deps: ['a'], cost: 1 }, run('b'))
    .task('c', { deps: ['b', 'short'], cost: 4 }, run('c'))
    .task('long', { cost: 8 }, run('long'));

  await built.run({ concurrency: 1 });

  expect(started).toEqual(['a', 'long', 'short', 'b', 'c']);
  expect(built.plan()).toMatchObject({ order: started, criticalPath: ['a', 'b', 'c'], criticalCost: 10, totalCost: 19 });
});

test('runs no more at a time than it may, and never before what is needed', async () => {
  const shape = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 25 });

  await fc.assert(
    fc.asyncProperty(shape, fc.integer({ min: 1, max: 4 }), async (tasks, concurrency) => {
      const done = new Set<string>();
      let running = 0;
      let most = 0;
      let built = graph() as unknown as AnyGraph;
      for (const [index, picks] of tasks.entries()) {
        const deps = index === 0 ? [] : [...new Set(picks.map((pick) => String(pick % index)))];
        built = built.task(String(index), { deps, cost: picks.length }, async (inputs) => {
          expect(deps.every((dependency) => done.has(dependency))).toBe(true);
          expect(Object.keys(inputs).toSorted()).toEqual(deps.toSorted());
          most = Math.max(most, ++running);
          if (index % 3 === 0) await settled();
          running--;
          done.add(String(index));
        }) as unknown as AnyGraph;
      }

      await built.run({ concurrency });

      expect(done.size).toBe(tasks.length);
      expect(most).toBeLessThanOrEqual(concurrency);
    }),
    { numRuns: 60 },
  );
});

test('names the tasks that wait for each other', async () => {
  const built = graph()
    .task('start', () => 1)
    .task('a', { deps: ['c', 'start'] }, () => 1)
    .task('b', { deps: ['a'] }, () => 1)
    .task('c', { deps: ['b'] }, () => 1);

  await expect(built.run()).rejects.toMatchObject({ code: 'NSI_CPU_GRAPH_CYCLE', details: { path: ['a', 'c', 'b', 'a'] } });
  expect(() => built.plan()).toThrow('expected no task to wait for itself, got a → c → b → a');
  expect(() =>
    graph()
      .task('self', { deps: ['self'] }, () => 1)
      .plan(),
  ).toThrow('got self → self');
});

test('names what is missing, and the nearest name', async () => {
  const built = graph()
    .task('fetch', () => 1)
    .task('parse', { deps: ['fetsch'] }, () => 1);

  await expect(built.run()).rejects.toMatchObject({
    code: 'NSI_CPU_GRAPH_DEPENDENCY',
    message: 'expected the graph to have the task `fetsch`, which `parse` depends on (parse → fetsch)',
    hint: 'Did you mean `fetch`?',
  });
});

test('refuses a name that is taken, and options it cannot use', async () => {
  const built = graph().task('a', () => 1);

  expect(() => built.task('a', () => 2)).toThrow(expect.objectContaining({ code: 'NSI_CPU_GRAPH_NAME' }));
  expect(() => built.task('b', { cost: -1 }, () => 2)).toThrow('expected `cost` to be a number from 0, got -1');
  expect(() => built.task('b', {} as never, undefined as never)).toThrow('expected task `b` to have a function');
  await expect(built.run({ concurrency: 0 })).rejects.toMatchObject({ code: 'NSI_CPU_OPTION' });
});

test('a task that fails stops the run, aborts what runs and waits for its end', async () => {
  const gates = createGates<string>();
  const fault = new Error('no ink');
  let signal: AbortSignal | undefined;
  const running = graph()
    .task('slow', (_, context) => {
      ({ signal } = context);
      return gates.task('slow')();
    })
    .task('print', async () => {
      await settled();
      throw fault;
    })
    .task('bind', { deps: ['print'] }, gates.task('bind'))
    .run({ concurrency: 2 });
  const outcome = running.catch((error: unknown) => error);
  let isOver = false;
  void outcome.then(() => (isOver = true));
  await settled();
  await settled();

  expect(signal?.aborted).toBe(true);
  expect(isOver).toBe(false);
  gates.finish('slow');

  expect(await outcome).toMatchObject({
    code: 'NSI_CPU_GRAPH_TASK',
    message: 'expected task `print` to succeed, got: no ink',
    cause: fault,
    details: { task: 'print', done: ['slow'] },
  });
  expect(gates.started).toEqual(['slow']);
});

test('a run that settles goes on with what does not need the task that failed', async () => {
  const outcome = await graph()
    .task('a', () => 1)
    .task('b', (): number => {
      throw new Error('b failed');
    })
    .task('c', { deps: ['b'] }, ({ b }) => b + 1)
    .task('d', { deps: ['c', 'a'] }, () => 4)
    .task('e', { deps: ['a'] }, ({ a }) => a + 4)
    .run({ onError: 'settle' });

  expectTypeOf(outcome.results.e).toEqualTypeOf<number | undefined>();
  expect(outcome).toEqual({ results: { a: 1, e: 5 }, errors: { b: new Error('b failed') }, skipped: { c: 'b', d: 'b' } });
});

test.each(['before', 'during'] as const)('an abort %s the run starts nothing more', async (moment) => {
  const gates = createGates<string>();
  const controller = new AbortController();
  const built = graph()
    .task('a', gates.task('a'))
    .task('b', { deps: ['a'] }, gates.task('b'));
  if (moment === 'before') controller.abort('enough');
  const outcome = built.run({ signal: controller.signal }).catch((error: unknown) => error);
  await settled();

  controller.abort('enough');
  await finishAll(
    gates,
    outcome.then(() => undefined),
  );

  expect(await outcome).toBe('enough');
  expect(gates.started).toEqual(moment === 'before' ? [] : ['a']);
});

test('what is called like a property of every object is a name like others', async () => {
  const results = await graph()
    .task('__proto__', () => 1)
    .task('constructor', { deps: ['__proto__'] }, (inputs) => Object.entries(inputs))
    .run();

  expect(results.constructor).toEqual([['__proto__', 1]]);
});
