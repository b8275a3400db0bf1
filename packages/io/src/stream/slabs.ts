import { createBufferPool, type BufferPool } from '@nsi/memory';

/** Memory that a block is read into. */
export interface Slab {
  readonly bytes: Buffer;
  /** To be called when no read is under way into it and nobody looks at it. */
  release(): void;
}

/** Where a reader gets its slabs. */
export type TakeSlab = (bytes: number) => Slab;

const keptBytes = 64 * 2 ** 20;
let pool: BufferPool | undefined;

/** Slabs of a pool; left out, that of this thread, which keeps at most 64 MiB. */
export function pooledSlabs(buffers?: Pick<BufferPool, 'acquire'>): TakeSlab {
  const from = buffers ?? (pool ??= createBufferPool({ name: 'io', maxBytes: keptBytes }));
  return (bytes) => from.acquire(bytes);
}

/** Slabs that are given away with what is in them. */
export const ownSlabs: TakeSlab = (bytes) => ({ bytes: Buffer.allocUnsafeSlow(bytes), release() {} });
