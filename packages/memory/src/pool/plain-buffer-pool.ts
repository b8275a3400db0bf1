import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { BufferLease, type LeaseOwner } from './buffer-lease.ts';
import type { BufferPool, BufferPoolOptions } from './buffer-pool.ts';
import { bufferPoolDefaults } from './pool-options.ts';

/** The plain twin of a buffer pool: every lease is a fresh `Buffer.alloc`, and the garbage collector takes it back. What a disabled room gives. */
export function createPlainBufferPool({ name = bufferPoolDefaults.name }: BufferPoolOptions = {}): BufferPool {
  let acquired = 0;
  let leasedCount = 0;
  let leasedBytes = 0;
  const owner: LeaseOwner = {
    takeBack({ bytes }) {
      leasedCount -= 1;
      leasedBytes -= bytes;
    },
  };
  return {
    acquire(bytes) {
      if (!Number.isInteger(bytes) || bytes < 0) {
        throw memoryError('NSI_MEMORY_POOL_OPTION', `expected \`bytes\` to be a whole number from 0, got ${describe(bytes)}`);
      }
      acquired += 1;
      leasedCount += 1;
      leasedBytes += bytes;
      const view = Buffer.from(new ArrayBuffer(bytes));
      return new BufferLease(owner, { sizeClass: -1, bytes, byteOffset: 0, buffer: view.buffer, view, isUsed: false }, bytes);
    },
    drain() {},
    shrink() {},
    restore() {},
    stats: () => ({
      name,
      leasedCount,
      leasedBytes,
      idleCount: 0,
      idleBytes: 0,
      maxBytes: 0,
      acquired,
      reused: 0,
      allocated: 0,
      overflowed: acquired,
      lost: 0,
      leaked: 0,
    }),
    memory: undefined,
    [Symbol.dispose]() {},
  };
}
