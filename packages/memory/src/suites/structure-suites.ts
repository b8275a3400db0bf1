import { defineSuite, type Suite } from '@nsi/core/report';
import { Columns } from '../structure/columns.ts';
import { IntMap } from '../structure/int-map.ts';

const intMap = defineSuite({
  name: 'int-map',
  category: 'memory',
  description: 'A map from whole numbers to numbers, built and read: Map against IntMap.',
  params: { entries: [1000, 10_000, 100_000] },
  setup: ({ params, random }) => Int32Array.from({ length: params.entries }, () => Math.floor(random() * 2 ** 31)),
  variants: [
    {
      name: 'Map',
      isBaseline: true,
      create:
        ({ context }) =>
        () => {
          const map = new Map<number, number>();
          for (let i = 0; i < context.length; i++) map.set(context[i]!, i);
          let sum = 0;
          for (const key of context) sum += map.get(key)!;
          return sum;
        },
    },
    {
      name: 'IntMap',
      create:
        ({ context }) =>
        () => {
          const map = new IntMap({ values: 'int32', capacity: context.length });
          for (let i = 0; i < context.length; i++) map.set(context[i]!, i);
          let sum = 0;
          for (const key of context) sum += map.get(key)!;
          return sum;
        },
    },
  ],
  validate: { mode: 'deepEqual' },
  items: (context: Int32Array) => context.length,
  complexity: 'entries',
});

interface Reading {
  readonly sensor: number;
  readonly celsius: number;
  readonly at: number;
}

const rows = defineSuite({
  name: 'columns',
  category: 'memory',
  description: 'Rows over a limit, of 100,000: an array of objects against columns.',
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
        const table = Columns.from(context, { sensor: 'uint8', celsius: 'float64', at: 'uint32' });
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

export const structureSuites: readonly Suite[] = [intMap, rows];
