import { defineSuite, type Suite } from '@nsi/core/report';
import { BlockedBloomFilter } from '../structure/blocked-bloom-filter.ts';
import { Columns } from '../structure/columns.ts';
import { Deque } from '../structure/deque.ts';
import { IntMap } from '../structure/int-map.ts';

const intMap = defineSuite({
  name: 'int-map',
  category: 'memory',
  description: 'A map from whole numbers to numbers, built and read: Map against IntMap, entry by entry and all at once.',
  params: { entries: [1000, 10_000, 100_000] },
  setup: ({ params, random }): IntEntries => ({
    keys: Int32Array.from({ length: params.entries }, () => Math.floor(random() * 2 ** 31)),
    values: Int32Array.from({ length: params.entries }, (_, index) => index),
  }),
  variants: [
    {
      name: 'Map',
      isBaseline: true,
      create:
        ({ context }) =>
        () =>
          sumOf(context, filled(new Map<number, number>(), context)),
    },
    {
      name: 'IntMap',
      create:
        ({ context }) =>
        () =>
          sumOf(context, filled(new IntMap({ values: 'int32' }), context)),
    },
    {
      name: 'IntMap.from',
      create:
        ({ context }) =>
        () =>
          sumOf(context, IntMap.from(context.keys, context.values, { values: 'int32' })),
    },
  ],
  validate: { mode: 'deepEqual' },
  items: ({ keys }: IntEntries) => keys.length,
  complexity: 'entries',
});

interface IntEntries {
  readonly keys: Int32Array;
  readonly values: Int32Array;
}

function filled<Target extends { set(key: number, value: number): unknown }>(target: Target, { keys, values }: IntEntries): Target {
  for (let index = 0; index < keys.length; index++) target.set(keys[index]!, values[index]!);
  return target;
}

function sumOf({ keys }: IntEntries, map: { get(key: number): number | undefined }): number {
  let sum = 0;
  for (const key of keys) sum += map.get(key)!;
  return sum;
}

const bloom = defineSuite({
  name: 'bloom-filter',
  category: 'memory',
  description:
    'Which of many keys were seen before: a Set of them against a filter of about 10 bits each, which errs for 1 in 100 absent ones.',
  params: { keys: [10_000, 100_000] },
  setup: ({ params }) => ({ seen: keyList(params.keys, 'seen'), absent: keyList(params.keys, 'new') }),
  variants: [
    {
      name: 'Set',
      isBaseline: true,
      create:
        ({ context }) =>
        () =>
          recognized(new Set<string>(), context),
    },
    {
      name: 'BlockedBloomFilter',
      create:
        ({ context }) =>
        () =>
          recognized(new BlockedBloomFilter({ capacity: context.seen.length, seed: 1 }), context),
    },
  ],
  validate: {
    mode: 'custom',
    check: (expected, actual) =>
      actual.seen === expected.seen && actual.absent <= actual.seen * 0.02
        ? true
        : `${actual.seen} of ${expected.seen} recognized, ${actual.absent} false`,
  },
  items: ({ seen }: SeenKeys) => seen.length,
  complexity: 'keys',
});

interface SeenKeys {
  readonly seen: readonly string[];
  readonly absent: readonly string[];
}

function keyList(count: number, prefix: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}:${index * 7919}`);
}

function recognized(
  target: { add(key: string): unknown; has(key: string): boolean },
  { seen, absent }: SeenKeys,
): { readonly seen: number; readonly absent: number } {
  for (const key of seen) target.add(key);
  const count = (keys: readonly string[]): number => keys.reduce((total, key) => total + Number(target.has(key)), 0);
  return { seen: count(seen), absent: count(absent) };
}

interface Reading {
  readonly sensor: number;
  readonly celsius: number;
  readonly at: number;
}

const rows = defineSuite({
  name: 'columns',
  category: 'memory',
  description: 'Rows over a limit, of 100,000: an array of objects against columns of the smallest types that hold them exactly.',
  setup: ({ random }): readonly Reading[] =>
    Array.from({ length: 100_000 }, (_, at) => ({ sensor: Math.floor(random() * 200), celsius: Math.round(random() * 4000) / 100, at })),
  variants: [
    {
      name: 'array of objects',
      isBaseline: true,
      create:
        ({ context }) =>
        () => {
          let count = 0;
          for (const { celsius, sensor } of context) if (celsius > 39 && sensor < 100) count++;
          return count;
        },
    },
    {
      name: 'Columns',
      create: ({ context }) => {
        const table = Columns.from(context.map((row) => ({ ...row })));
        const [celsius, sensor] = [table.values('celsius'), table.values('sensor')];
        return () => {
          let count = 0;
          for (let row = 0; row < celsius.length; row++) if (celsius[row]! > 39 && sensor[row]! < 100) count++;
          return count;
        };
      },
    },
  ],
  validate: { mode: 'deepEqual' },
  items: (context: readonly Reading[]) => context.length,
});

const queue = defineSuite({
  name: 'deque',
  category: 'memory',
  description: 'A thousand turns of a first-in, first-out queue of a given length: array push and shift against a deque.',
  params: { length: [100, 100_000] },
  variants: [
    { name: 'array', isBaseline: true, create: ({ params }) => turnsOf([], params.length) },
    { name: 'Deque', create: ({ params }) => turnsOf(new Deque<number>(), params.length) },
  ],
  validate: { mode: 'deepEqual' },
  items: () => 1000,
});

/** Puts back what it takes, so that each call finds the queue as the one before did. */
function turnsOf(queue: { push(value: number): unknown; shift(): number | undefined }, length: number): () => number {
  for (let index = 0; index < length; index++) queue.push(index % 100);
  return () => {
    let sum = 0;
    for (let turn = 0; turn < 1000; turn++) {
      const value = queue.shift()!;
      queue.push(value);
      sum += value;
    }
    // 1,000 is a multiple of the period, so the next call sums the same.
    return sum;
  };
}

export const structureSuites: readonly Suite[] = [intMap, bloom, rows, queue];
