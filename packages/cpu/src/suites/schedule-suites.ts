import { defineSuite, type Suite } from '@nsi/core/report';
import { memoize } from '../memoize/memoize.ts';
import { createScheduler } from '../schedule/create-scheduler.ts';
import { yieldIfNeeded } from '../schedule/yield-if-needed.ts';
import { createCounter, memoizeByJson } from './hand-written.ts';

const concurrency = 8;
const priorities = [{ priority: 0 }, { priority: 2 }, { priority: 1 }];

const tasks = defineSuite({
  name: 'scheduler',
  category: 'cpu',
  description:
    'Tasks that return a promise and do nothing else, eight at a time: a counter with a list, and a scheduler with three priorities.',
  params: { tasks: [1000, 10_000] },
  variants: [
    {
      name: 'a counter and a list',
      isBaseline: true,
      create:
        ({ params }) =>
        () => {
          const run = createCounter(concurrency);
          return Promise.all(Array.from({ length: params.tasks }, (_, index) => run(async () => index)));
        },
    },
    {
      name: 'createScheduler',
      create:
        ({ params }) =>
        () => {
          const scheduler = createScheduler({ concurrency });
          return Promise.all(Array.from({ length: params.tasks }, (_, index) => scheduler.add(async () => index, priorities[index % 3])));
        },
    },
  ],
  validate: { mode: 'deepEqual' },
});

interface Query {
  readonly table: string;
  readonly columns: readonly string[];
  readonly limit: number;
}

const queries: readonly Query[] = Array.from({ length: 200 }, (_, index) => ({
  table: `table ${index % 7}`,
  columns: ['id', 'name', `column ${index}`],
  limit: index,
}));

const describe = ({ table, columns, limit }: Query): string => `select ${columns.join()} from ${table} limit ${limit}`;

const memory = defineSuite({
  name: 'memoize',
  category: 'cpu',
  description:
    'Two hundred calls with an object that were made before: a map under the JSON of the arguments, and `memoize`, which is bounded and tells undefined, dates, maps and -0 apart.',
  variants: [
    {
      name: 'a map under JSON',
      isBaseline: true,
      create: () => {
        const run = memoizeByJson(describe);
        return () => queries.map((query) => run(query));
      },
    },
    {
      name: 'memoize',
      create: () => {
        const run = memoize(describe);
        return () => queries.map((query) => run(query));
      },
    },
    {
      name: 'memoize with a key',
      create: () => {
        const run = memoize(describe, { key: ({ limit }) => limit });
        return () => queries.map((query) => run(query));
      },
    },
  ],
  validate: { mode: 'deepEqual' },
});

const steps = 2000;

const turns = defineSuite({
  name: 'yield',
  category: 'cpu',
  description:
    'Two thousand short steps that leave the event loop to others: a turn after every step, and a turn when the budget is used up.',
  variants: [
    {
      name: 'setImmediate each step',
      isBaseline: true,
      create: () => async () => {
        let sum = 0;
        for (let step = 0; step < steps; step++) {
          sum += Math.sqrt(step);
          await new Promise((resolve) => setImmediate(resolve));
        }
        return sum;
      },
    },
    {
      name: 'yieldIfNeeded',
      create: () => async () => {
        let sum = 0;
        for (let step = 0; step < steps; step++) {
          sum += Math.sqrt(step);
          const pause = yieldIfNeeded();
          if (pause) await pause;
        }
        return sum;
      },
    },
  ],
  validate: { mode: 'deepEqual' },
});

/** Scheduling, memoizing and yielding. */
export const scheduleSuites: readonly Suite[] = [tasks, memory, turns];
