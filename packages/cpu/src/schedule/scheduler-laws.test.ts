import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualClock } from '@nsi/workbench/test';
import { createGates, finishAll, settled } from '../../test/gates.ts';
import { createScheduler } from './create-scheduler.ts';
import type { Limit } from './limit.ts';

type Step =
  | {
      readonly kind: 'add';
      readonly priority: number;
      readonly weight: number;
      readonly key: string;
      readonly deadlineMs: number | undefined;
    }
  | { readonly kind: 'finish' | 'fail' | 'abort'; readonly pick: number }
  | { readonly kind: 'advance'; readonly byMs: number }
  | { readonly kind: 'limit'; readonly to: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('add' as const),
        priority: fc.integer({ min: -3, max: 3 }),
        weight: fc.integer({ min: 1, max: 4 }),
        key: fc.constantFrom('a', 'b', 'c'),
        deadlineMs: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }),
      }),
    },
    { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('finish' as const, 'fail' as const, 'abort' as const), pick: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('advance' as const), byMs: fc.integer({ min: 0, max: 3000 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('limit' as const), to: fc.integer({ min: 1, max: 6 }) }) },
  ),
  { maxLength: 60 },
);

test('never runs more than its limit, answers every task once, and ends idle', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (plan, fairKeys) => {
      const clock = new ManualClock();
      const gates = createGates<number>();
      const weights = new Map<number, number>();
      const limit: { current: number } & Limit = { current: 3 };
      const scheduler = createScheduler({ concurrency: limit, clock, fairKeys });
      const controllers: AbortController[] = [];
      const outcomes: Promise<boolean>[] = [];
      const excesses: number[] = [];
      const starts: number[] = [];
      const pickOf = (pick: number): number | undefined => [...gates.running][pick % Math.max(1, gates.running.size)];
      const runningWeight = (): number => [...gates.running].reduce((sum, name) => sum + (weights.get(name) as number), 0);

      for (const step of plan) {
        if (step.kind === 'add') {
          const name = controllers.length;
          const controller = new AbortController();
          controllers.push(controller);
          weights.set(name, step.weight);
          const run = gates.task(name);
          const task = scheduler.add(
            () => {
              const promise = run();
              // At the moment of a start the limit in force holds, or the task is alone.
              if (runningWeight() > limit.current && gates.running.size > 1) excesses.push(name);
              starts.push(name);
              return promise;
            },
            {
              priority: step.priority,
              weight: step.weight,
              key: step.key,
              signal: controller.signal,
              ...(step.deadlineMs === undefined ? {} : { deadline: clock.now() + step.deadlineMs }),
            },
          );
          outcomes.push(
            task.then(
              (value) => value === name,
              (error: unknown) => error !== undefined,
            ),
          );
        } else if (step.kind === 'advance') clock.advance(step.byMs);
        else if (step.kind === 'limit') limit.current = step.to;
        else if (step.kind === 'abort') controllers[step.pick % Math.max(1, controllers.length)]?.abort('enough');
        else {
          const name = pickOf(step.pick);
          if (name !== undefined && step.kind === 'finish') gates.finish(name);
          if (name !== undefined && step.kind === 'fail') gates.fail(name, 'fault');
        }
        await settled();
        expect(scheduler.stats.running).toBe(gates.running.size);
        expect(scheduler.stats.runningWeight).toBe(runningWeight());
      }
      await finishAll(gates, scheduler.idle());

      expect(await Promise.all(outcomes)).not.toContain(false);
      await scheduler.idle();
      expect(excesses).toEqual([]);
      expect(new Set(starts).size).toBe(starts.length);
      const { completed, failed, cancelled } = scheduler.stats;
      expect(completed + failed + cancelled).toBe(outcomes.length);
    }),
    { numRuns: 80 },
  );
});

test('tasks of equal priority are started in the order of their coming', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 4 }),
      async (priorities, concurrency) => {
        await using scheduler = createScheduler({ concurrency });
        const started = new Map<number, number[]>();

        await Promise.all(
          priorities.map((priority, index) =>
            scheduler.add(
              async () => {
                started.set(priority, [...(started.get(priority) ?? []), index]);
                if (index % 3 === 0) await settled();
              },
              { priority },
            ),
          ),
        );

        for (const order of started.values()) expect(order).toEqual(order.toSorted((one, other) => one - other));
      },
    ),
    { numRuns: 20 },
  );
});

test('a task waits at most for those that came within its difference of priority, whatever comes later', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async (priority, perSecond, fairKeys) => {
        const clock = new ManualClock();
        await using scheduler = createScheduler({ concurrency: 1, ageMs: 1000, clock, fairKeys });
        const gates = createGates<number>();
        // More important tasks come as fast as they are served, for ever: without ageing the first would wait for ever.
        void scheduler.add(gates.task(-1), { key: 'old' });
        void scheduler.add(gates.task(0), { priority, key: 'new' });
        await settled();
        let served = 0;
        while (!gates.running.has(-1)) {
          clock.advance(1000 / perSecond);
          void scheduler.add(gates.task(++served), { priority, key: `new ${served % 3}` });
          for (const name of Array.from(gates.running)) gates.finish(name);
          await settled();
        }

        expect(served).toBeLessThanOrEqual(priority * perSecond + 2);
        await finishAll(gates, scheduler.idle());
      },
    ),
    { numRuns: 20 },
  );
});

test('tasks that wait are started by deadline, age and priority, as one number says', async () => {
  const added = fc.array(
    fc.record({
      afterMs: fc.integer({ min: 0, max: 500 }),
      priority: fc.integer({ min: -20, max: 20 }).map((value) => value / 4),
      deadlineMs: fc.option(fc.integer({ min: 20_000, max: 30_000 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  );

  await fc.assert(
    fc.asyncProperty(added, fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 25_000 }), async (plan, ageMs, patienceMs) => {
      const clock = new ManualClock();
      const gates = createGates<string>();
      await using scheduler = createScheduler({ concurrency: 1, clock, ageMs, patienceMs });
      const started: number[] = [];
      void scheduler.add(gates.task('first'), { priority: 1e6 });
      await settled();

      const tasks: Promise<void>[] = [];
      for (const { afterMs, priority, deadlineMs } of plan) {
        clock.advance(afterMs);
        const due = deadlineMs === undefined ? clock.now() + patienceMs : clock.now() + deadlineMs;
        const deadline = deadlineMs === undefined ? {} : { deadline: due };
        tasks.push(scheduler.add(() => void started.push(due - priority * ageMs), { priority, ...deadline }));
        await settled();
      }
      gates.finish('first');
      await Promise.all(tasks);

      expect(started).toEqual(started.toSorted((one, other) => one - other));
    }),
    { numRuns: 60 },
  );
});

test('keys that wait are served alike, whatever each has brought', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 3 }),
      async (counts, weight) => {
        await using scheduler = createScheduler({ concurrency: 3, fairKeys: true });
        const left = [...counts];
        const served = counts.map(() => 0);
        const differences: number[] = [];

        await Promise.all(
          counts.flatMap((count, key) =>
            Array.from({ length: count }, () =>
              scheduler.add(
                async () => {
                  served[key]!++;
                  left[key]!--;
                  const waiting = served.filter((_, index) => left[index]! > 0);
                  differences.push(Math.max(0, ...waiting) - Math.min(Infinity, ...waiting));
                },
                { key: String(key), weight },
              ),
            ),
          ),
        );

        expect(Math.max(...differences.filter(Number.isFinite), 0)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 60 },
  );
});
