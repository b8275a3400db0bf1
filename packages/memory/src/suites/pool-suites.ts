import { defineSuite, type Suite } from '@nsi/core/report';
import { createArrayPool } from '../pool/array-pool.ts';
import { createBufferPool } from '../pool/buffer-pool.ts';

const pageBytes = 4096;

/** A buffer that is taken, written to on every page as a reader or encoder would, and given back. */
const buffers = defineSuite({
  name: 'buffer-pool',
  category: 'memory',
  description: 'A scratch buffer for one step of work, one byte written on each page: a fresh allocation against a pool.',
  params: { bytes: [65_536, 1_048_576] },
  variants: [
    {
      name: 'Buffer.alloc',
      isBaseline: true,
      create:
        ({ params }) =>
        () =>
          writePages(Buffer.alloc(params.bytes)),
    },
    {
      name: 'createBufferPool',
      create: ({ params }) => {
        const pool = createBufferPool({ maxBytes: params.bytes * 4, guard: false });
        return () => {
          const lease = pool.acquire(params.bytes);
          const written = writePages(lease.bytes);
          lease.release();
          return written;
        };
      },
    },
  ],
  validate: { mode: 'deepEqual' },
});

const arrays = defineSuite({
  name: 'array-pool',
  category: 'memory',
  description: 'Sixteen vectors in use at a time: typed arrays of their own against views of one slab.',
  params: { length: [256, 1024] },
  variants: [
    {
      name: 'new Float32Array',
      isBaseline: true,
      create:
        ({ params }) =>
        () =>
          sumOfFirst(Array.from({ length: 16 }, (_, index) => filled(new Float32Array(params.length), index))),
    },
    {
      name: 'createArrayPool',
      create: ({ params }) => {
        const pool = createArrayPool(Float32Array, { length: params.length, count: 16, guard: false });
        return () => {
          const leases = Array.from({ length: 16 }, () => pool.acquire());
          const sum = sumOfFirst(leases.map(({ value }, index) => filled(value, index)));
          for (const lease of leases) lease.release();
          return sum;
        };
      },
    },
  ],
  validate: { mode: 'deepEqual' },
});

function writePages(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; index += pageBytes) bytes[index] = 7;
  return bytes.length;
}

function filled(array: Float32Array, value: number): Float32Array {
  array[0] = value;
  return array;
}

function sumOfFirst(vectors: readonly Float32Array[]): number {
  return vectors.reduce((sum, [first = 0]) => sum + first, 0);
}

export const poolSuites: readonly Suite[] = [buffers, arrays];
