import { defineSuite, type Suite } from '@nsi/core/report';
import { createArena, type Arena } from '../arena/arena.ts';
import { createPool } from '../pool/create-pool.ts';
import type { Pool } from '../pool/pool.ts';
import { simd } from '../simd/simd.ts';
import { tasks } from './pool-tasks.ts';

type PoolTasks = typeof import('./pool-tasks.ts');
const module = new URL(import.meta.url.endsWith('.ts') ? './pool-tasks.ts' : './suites/pool-tasks.js', import.meta.url);

/** A pool that is warm, and what it works on. */
interface Warm {
  readonly pool: Pool<PoolTasks>;
  readonly items: readonly number[];
}

interface Scope {
  readonly context: Warm;
}

async function warm(count: number): Promise<Warm> {
  const pool = createPool<PoolTasks>(module, { threads: 'all' });
  await pool.warmup();
  return { pool, items: Array.from({ length: count }, (_, index) => index + 1) };
}

async function dispose(pool: AsyncDisposable): Promise<void> {
  await pool[Symbol.asyncDispose]();
}

const small = defineSuite({
  name: 'pool-small-tasks',
  category: 'cpu',
  description: '10,000 tasks that do hardly anything: a call each against a map, which sends as many together as take two milliseconds.',
  setup: () => warm(10_000),
  teardown: ({ pool }: Warm) => dispose(pool),
  variants: [
    {
      name: 'pool.run for each',
      isBaseline: true,
      create:
        ({ context: { pool, items } }: Scope) =>
        () =>
          Promise.all(items.map((item) => pool.run('label', item))),
    },
    {
      name: 'pool.map',
      create:
        ({ context: { pool, items } }: Scope) =>
        async () =>
          pool.map('label', items),
    },
  ],
  validate: { mode: 'deepEqual' },
  items: ({ items }) => items.length,
});

const large = defineSuite({
  name: 'pool-large-tasks',
  category: 'cpu',
  description: '200 tasks that compute: on the calling thread against all effective cores.',
  setup: () => warm(200),
  teardown: ({ pool }: Warm) => dispose(pool),
  variants: [
    {
      name: 'this thread',
      isBaseline: true,
      create:
        ({ context: { items } }: Scope) =>
        () =>
          items.map((item) => tasks.collatz(item)),
    },
    {
      name: 'pool.map',
      create:
        ({ context: { pool, items } }: Scope) =>
        async () =>
          pool.map('collatz', items),
    },
  ],
  validate: { mode: 'deepEqual' },
  items: ({ items }) => items.length,
});

/** An image in an arena. */
interface Picture {
  readonly pool: Pool<PoolTasks>;
  readonly arena: Arena;
  readonly data: Float32Array;
}

const side = 2048;

const lanes = defineSuite({
  name: 'pool-lanes',
  category: 'cpu',
  description: 'Gaussian blur of an image of 2048 × 2048 f32 in an arena: on the calling thread against bands on all effective cores.',
  async setup({ random }): Promise<Picture> {
    const { pool } = await warm(0);
    const arena = createArena({ maxBytes: 2 ** 27 });
    return { pool, arena, data: fill(arena.f32(side * side), random) };
  },
  teardown: ({ pool }: Picture) => dispose(pool),
  variants: [
    {
      name: 'simd.gaussian',
      isBaseline: true,
      create({ context: { arena, data } }: { readonly context: Picture }) {
        const [image, out] = imagesOf(data, arena);
        return () => simd.gaussian(image, { sigma: 2, out }).data;
      },
    },
    {
      name: 'pool.simd.gaussian',
      create({ context: { pool, arena, data } }: { readonly context: Picture }) {
        const [image, out] = imagesOf(data, arena);
        return async () => (await pool.simd.gaussian(image, { sigma: 2, out })).data;
      },
    },
  ],
  validate: { mode: 'deepEqual' },
  bytes: () => side * side * 4,
});

function fill(data: Float32Array<SharedArrayBuffer>, random: () => number): Float32Array {
  for (let index = 0; index < data.length; index++) data[index] = random();
  return data;
}

function imagesOf(data: Float32Array, arena: Arena): [ImageOf, ImageOf] {
  const sizes = { width: side, height: side };
  return [
    { data, ...sizes },
    { data: arena.f32(side * side), ...sizes },
  ];
}

interface ImageOf {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Benchmarks of the pool. */
export const poolSuites: readonly Suite[] = Object.freeze([small, large, lanes]);
