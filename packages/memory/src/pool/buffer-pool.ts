import { check, describe, type Recorder } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { checkedRatio, type Shrinkable } from '../pressure/shrinkable.ts';
import { BufferLease, type LeaseOwner } from './buffer-lease.ts';
import { createLeakWatch, type LeakReport } from './leak-watch.ts';
import { createPoolMemory, type PoolBacking } from './pool-memory.ts';
import { createPoolMetrics } from './pool-metrics.ts';
import { bufferPoolDefaults, bufferPoolSchema, guardsByDefault, type PoolOptions } from './pool-options.ts';
import type { PoolSlot, WasmMemory } from './pool-slot.ts';
import { bytesOfClass, sizeClassOf } from './size-class.ts';

/** Options of `createBufferPool`, each with a default; what it cannot use is `NSI_MEMORY_POOL_OPTION`. */
export interface BufferPoolOptions extends PoolOptions {
  /** Most bytes the pool keeps, leased and idle together, as a number or as text such as `"64MiB"`. Default 64 MiB. */
  readonly maxBytes?: number | string;
  /** What the buffers are made of. Default `heap`. */
  readonly backing?: PoolBacking;
  /** Whether a buffer is filled with zeros before it is leased again. Default false: it holds what its last lease left. */
  readonly clear?: boolean;
  /**
   * Whether views of a released buffer are made harmless: detached on the heap, overwritten in shared and WebAssembly memory.
   * Default true, false in production (`NSI_ENV` or `NODE_ENV`). The lease itself throws after release either way.
   */
  readonly guard?: boolean;
  /** Default: the process's recorder when the pool is made. */
  readonly recorder?: Recorder;
}

/** What a pool did since it was made, and what it holds now. */
export interface BufferPoolStats {
  readonly name: string;
  readonly leasedCount: number;
  readonly leasedBytes: number;
  readonly idleCount: number;
  readonly idleBytes: number;
  /** The bound in force: lower than configured after `shrink`. */
  readonly maxBytes: number;
  /** Leases given out: reused, freshly allocated for the pool, and beyond `maxBytes`. */
  readonly acquired: number;
  readonly reused: number;
  readonly allocated: number;
  readonly overflowed: number;
  /** Buffers that came back detached, because somebody had transferred them. */
  readonly lost: number;
  /** Leaks found in the sample. */
  readonly leaked: number;
}

/** Buffers that are used again instead of allocated again. */
export interface BufferPool extends Shrinkable, Disposable {
  /** A buffer of exactly `bytes` bytes until its lease is released. Beyond `maxBytes` it is allocated for this one lease. */
  acquire(bytes: number): BufferLease;
  /** Gives the memory of every idle buffer back at once. */
  drain(): void;
  stats(): BufferPoolStats;
  /** The memory of a pool with backing `wasm`. */
  readonly memory: WasmMemory | undefined;
}

const maxLeaseBytes = 2 ** 33;

/**
 * A pool of buffers in size classes. Once warm, `acquire` and `release` allocate no buffer and cause no garbage collection.
 * Throws `NSI_MEMORY_POOL_OPTION` for options it cannot use. Hot: see bench/pool.bench.ts.
 * @example
 * const pool = createBufferPool({ maxBytes: '256MiB' });
 * using lease = pool.acquire(1024 * 1024);
 * const samples = lease.as(Float32Array, 1000);
 */
export function createBufferPool(options: BufferPoolOptions = {}): BufferPool {
  const { recorder, ...rest } = options;
  const settings = check(
    bufferPoolSchema,
    { ...bufferPoolDefaults, guard: guardsByDefault(), ...rest },
    { code: 'NSI_MEMORY_POOL_OPTION' },
  );
  const { name, clear, guard, backing } = settings;
  const memory = createPoolMemory(backing, settings.maxBytes);
  const metrics = createPoolMetrics(name, recorder);
  const leaks = createLeakWatch({ ...settings, pool: name, onFound: writeOff });
  /** Idle slots by size class, the one released last on top: its bytes are most likely still in the processor's caches. */
  const idle: PoolSlot[][] = [];
  const owner: LeaseOwner = { takeBack };
  let { maxBytes } = settings;
  let isDisposed = false;
  let [leasedCount, leasedBytes, idleCount, idleBytes] = [0, 0, 0, 0];
  /** Bytes that count against `maxBytes`: idle ones and leased ones that will be idle again. */
  let keptBytes = 0;
  let [reused, allocated, overflowed, lost, leaked] = [0, 0, 0, 0, 0];

  return {
    acquire,
    drain,
    shrink(ratio) {
      maxBytes = Math.floor(settings.maxBytes * checkedRatio(ratio));
      if (keptBytes > maxBytes) evict(keptBytes - maxBytes);
    },
    restore() {
      maxBytes = settings.maxBytes;
    },
    stats() {
      publish();
      const acquired = reused + allocated + overflowed;
      return { name, leasedCount, leasedBytes, idleCount, idleBytes, maxBytes, acquired, reused, allocated, overflowed, lost, leaked };
    },
    memory: memory.wasm,
    [Symbol.dispose]() {
      isDisposed = true;
      drain();
      publish();
    },
  };

  function acquire(bytes: number): BufferLease {
    if (!Number.isInteger(bytes) || bytes < 0 || bytes > maxLeaseBytes) {
      throw memoryError(
        'NSI_MEMORY_POOL_OPTION',
        `expected \`bytes\` to be a whole number from 0 to ${maxLeaseBytes}, got ${describe(bytes)}`,
      );
    }
    if (isDisposed) throw memoryError('NSI_MEMORY_POOL_RELEASED', `expected a live pool, got \`${name}\`, which was disposed`);
    const sizeClass = sizeClassOf(bytes);
    const slot = takeIdle(sizeClass) ?? allocate(bytes, sizeClass);
    leasedCount += 1;
    leasedBytes += slot.bytes;
    const lease = new BufferLease(owner, slot, bytes);
    if (clear && slot.isUsed) lease.bytes.fill(0);
    if (leaks.isDue()) leaks.watch(lease, { bytes: slot.bytes, isPooled: slot.sizeClass >= 0 }, acquire);
    metrics.tick(publish);
    return lease;
  }

  function takeBack(slot: PoolSlot, lease: BufferLease): void {
    leasedCount -= 1;
    leasedBytes -= slot.bytes;
    leaks.forget(lease);
    if (memory.isLost(slot)) {
      lost += 1;
      if (slot.sizeClass >= 0) keptBytes -= slot.bytes;
    } else if (slot.sizeClass < 0) memory.free(slot);
    else if (!memory.wasm && (isDisposed || keptBytes > maxBytes)) {
      keptBytes -= slot.bytes;
      memory.free(slot);
    } else {
      if (guard) memory.invalidate(slot);
      slot.isUsed = true;
      (idle[slot.sizeClass] ??= []).push(slot);
      idleCount += 1;
      idleBytes += slot.bytes;
    }
  }

  function takeIdle(sizeClass: number): PoolSlot | undefined {
    const slot = idle[sizeClass]?.pop();
    if (!slot) return undefined;
    reused += 1;
    idleCount -= 1;
    idleBytes -= slot.bytes;
    return slot;
  }

  function allocate(bytes: number, sizeClass: number): PoolSlot {
    const size = bytesOfClass(sizeClass);
    if (memory.wasm) return allocateWasm(size, sizeClass);
    const missing = keptBytes + size - maxBytes;
    if (missing > 0 && idleBytes >= missing) evict(missing);
    if (keptBytes + size > maxBytes) {
      overflowed += 1;
      return memory.allocate(bytes, -1) as PoolSlot;
    }
    allocated += 1;
    keptBytes += size;
    return memory.allocate(size, sizeClass) as PoolSlot;
  }

  /** A WebAssembly memory cannot grow beyond its bound nor give parts back, so a larger idle buffer serves before the pool is full. */
  function allocateWasm(size: number, sizeClass: number): PoolSlot {
    const fresh = memory.allocate(size, sizeClass);
    if (fresh) {
      allocated += 1;
      keptBytes += size;
      return fresh;
    }
    for (let larger = sizeClass + 1; larger < idle.length; larger++) {
      const slot = takeIdle(larger);
      if (slot) return slot;
    }
    if (leasedCount === 0 && idleCount > 0) {
      drain();
      return allocateWasm(size, sizeClass);
    }
    throw memoryError(
      'NSI_MEMORY_POOL_FULL',
      `expected room for ${size} bytes in \`${name}\`, got ${leasedBytes} of ${maxBytes} bytes leased`,
    );
  }

  /** Frees idle buffers, always from the class that holds most, until `bytes` are free or none is left. */
  function evict(bytes: number): void {
    if (memory.wasm) return;
    for (let left = bytes; left > 0;) {
      const fullest = idle.reduce<PoolSlot[]>(
        (most, slots) => (slots.length * bytesPerSlot(slots) > most.length * bytesPerSlot(most) ? slots : most),
        [],
      );
      const slot = fullest.shift();
      if (!slot) return;
      idleCount -= 1;
      idleBytes -= slot.bytes;
      keptBytes -= slot.bytes;
      left -= slot.bytes;
      memory.free(slot);
    }
  }

  function drain(): void {
    evict(Infinity);
    if (!memory.wasm || leasedCount > 0) return;
    idle.length = 0;
    [idleCount, idleBytes, keptBytes] = [0, 0, 0];
    memory.reset();
  }

  /** A leaked buffer may still be in use through a view, so it never becomes idle again; it only stops counting. */
  function writeOff({ bytes, isPooled }: LeakReport): void {
    leaked += 1;
    leasedCount -= 1;
    leasedBytes -= bytes;
    if (isPooled && !memory.wasm) keptBytes -= bytes;
  }

  function publish(): void {
    metrics.publish({ leasedBytes, idleBytes, reused, allocated, overflowed, leaked });
  }
}

function bytesPerSlot(slots: readonly PoolSlot[]): number {
  return slots[0]?.bytes ?? 0;
}
