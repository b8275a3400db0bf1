import { defineSuite, type Suite } from '@nsi/core/report';
import { createBufferPool } from '../pool/buffer-pool.ts';

/** A buffer that is taken, marked at both ends and given back. */
const buffers = defineSuite({
  name: 'buffer-pool',
  category: 'memory',
  description: 'A scratch buffer for one step of work: a fresh allocation against a pool.',
  params: { bytes: [65_536, 1_048_576] },
  variants: [
    {
      name: 'new ArrayBuffer',
      isBaseline: true,
      create:
        ({ params }) =>
        () =>
          mark(new Uint8Array(params.bytes)),
    },
    {
      name: 'createBufferPool',
      create: ({ params }) => {
        const pool = createBufferPool({ maxBytes: params.bytes * 4, guard: false });
        return () => {
          using lease = pool.acquire(params.bytes);
          return mark(lease.as(Uint8Array));
        };
      },
    },
  ],
  validate: { mode: 'deepEqual' },
});

function mark(bytes: Uint8Array): number {
  bytes[0] = 7;
  bytes[bytes.length - 1] = 9;
  return bytes[0] + bytes[bytes.length - 1]! + bytes.length;
}

export const poolSuites: readonly Suite[] = [buffers];
