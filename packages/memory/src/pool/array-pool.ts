import { check, describe, type Recorder } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { checkedRatio, type Shrinkable } from '../pressure/shrinkable.ts';
import type { ViewConstructor } from './buffer-lease.ts';
import { HeldLease } from './held-lease.ts';
import { createLeakWatch, type LeakReport } from './leak-watch.ts';
import { createPoolMetrics } from './pool-metrics.ts';
import { arrayPoolDefaults, arrayPoolSchema, guardsByDefault, type PoolOptions } from './pool-options.ts';

/** Options of `createArrayPool`. Only `length` has no default; what it cannot use is `NSI_MEMORY_POOL_OPTION`. */
export interface ArrayPoolOptions extends PoolOptions {
  /** Elements of every array. */
  readonly length: number;
  /** Arrays that share one slab of memory. Default 256. */
  readonly count?: number;
  /** Most bytes of all slabs. Default 64 MiB. Beyond it, arrays are allocated for one lease. */
  readonly maxBytes?: number | string;
  /** Whether an array is filled with zeros before it is leased again. Default false. */
  readonly clear?: boolean;
  /** Whether a released array is overwritten, so that use after release stands out. Default true, false in production. */
  readonly guard?: boolean;
  /** Default: the process's recorder when the pool is made. */
  readonly recorder?: Recorder;
}

/** What a pool of arrays did since it was made, and what it holds now. */
export interface ArrayPoolStats {
  readonly name: string;
  readonly leasedCount: number;
  readonly idleCount: number;
  readonly slabCount: number;
  /** Bytes of all slabs. */
  readonly bytes: number;
  /** The bound in force: lower than configured after `shrink`. */
  readonly maxBytes: number;
  /** Leases given out: of arrays used before, of fresh ones in a slab, and of ones beyond `maxBytes`. */
  readonly acquired: number;
  readonly reused: number;
  readonly allocated: number;
  readonly overflowed: number;
  /** Arrays that came back detached, because somebody had transferred their slab. */
  readonly lost: number;
  readonly leaked: number;
}

/** What a pool needs of a typed array. */
export interface PooledArray {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Typed arrays of one length, cut from slabs. */
export interface ArrayPool<View extends PooledArray> extends Shrinkable, Disposable {
  acquire(): HeldLease<View>;
  /** Lets go of every slab that has no leased array. */
  drain(): void;
  stats(): ArrayPoolStats;
}

/** Views of every element type start at a multiple of their size. */
const alignment = 8;
const poison = 0xdb;

interface Slab {
  leasedCount: number;
}

/**
 * A pool of typed arrays of one length: many views over few slabs, since each typed array over 64 bytes costs the system an allocation and the
 * garbage collector a finalizer. Below that V8 keeps elements inside the object, and allocating is cheaper than a pool.
 * Throws `NSI_MEMORY_POOL_OPTION` for options it cannot use.
 * @example
 * const vectors = createArrayPool(Float32Array, { length: 256 });
 * using lease = vectors.acquire();
 * lease.value.fill(0);
 */
export function createArrayPool<View extends PooledArray>(View: ViewConstructor<View>, options: ArrayPoolOptions): ArrayPool<View> {
  const { recorder, ...rest } = options;
  const settings = check(arrayPoolSchema, { ...arrayPoolDefaults, guard: guardsByDefault(), ...rest }, { code: 'NSI_MEMORY_POOL_OPTION' });
  const { name, length, count, clear, guard } = settings;
  if (typeof View?.BYTES_PER_ELEMENT !== 'number') {
    throw memoryError('NSI_MEMORY_POOL_OPTION', `expected a typed array constructor, got ${describe(View)}`);
  }
  const arrayBytes = length * View.BYTES_PER_ELEMENT;
  const stride = Math.ceil(arrayBytes / alignment) * alignment;
  const slabBytes = stride * count;
  const metrics = createPoolMetrics(name, recorder);
  const leaks = createLeakWatch({ ...settings, pool: name, onFound: writeOff });
  const slabs = new Map<ArrayBufferLike, Slab>();
  let idle: View[] = [];
  let { maxBytes } = settings;
  let isDisposed = false;
  let [leasedCount, reused, allocated, overflowed, lost, leaked] = [0, 0, 0, 0, 0, 0];

  return {
    acquire,
    drain,
    shrink(ratio) {
      maxBytes = Math.floor(settings.maxBytes * checkedRatio(ratio));
      if (slabs.size * slabBytes > maxBytes) drain();
    },
    restore() {
      maxBytes = settings.maxBytes;
    },
    stats() {
      publish();
      const bytes = slabs.size * slabBytes;
      const acquired = reused + allocated + overflowed;
      return {
        name,
        leasedCount,
        idleCount: idle.length,
        slabCount: slabs.size,
        bytes,
        maxBytes,
        acquired,
        reused,
        allocated,
        overflowed,
        lost,
        leaked,
      };
    },
    [Symbol.dispose]() {
      isDisposed = true;
      drain();
      publish();
    },
  };
  function acquire(): HeldLease<View> {
    if (isDisposed) throw memoryError('NSI_MEMORY_POOL_RELEASED', `expected a live pool, got \`${name}\`, which was disposed`);
    const view = takeIdle() ?? allocate();
    const slab = slabs.get(view.buffer);
    if (slab) slab.leasedCount += 1;
    leasedCount += 1;
    const lease = new HeldLease(view, takeBack);
    if (leaks.isDue()) leaks.watch(lease, { bytes: arrayBytes, isPooled: slab !== undefined }, acquire);
    metrics.tick(publish);
    return lease;
  }

  function takeIdle(): View | undefined {
    const view = idle.pop();
    if (!view) return undefined;
    // A view is empty when somebody has transferred its slab; so are all its neighbours.
    if (view.byteLength !== arrayBytes) {
      dropLost(view);
      return takeIdle();
    }
    reused += 1;
    if (clear) bytesOf(view).fill(0);
    return view;
  }

  function allocate(): View {
    if ((slabs.size + 1) * slabBytes > maxBytes) {
      overflowed += 1;
      return new View(new ArrayBuffer(arrayBytes), 0, length);
    }
    allocated += 1;
    const buffer = new ArrayBuffer(slabBytes);
    slabs.set(buffer, { leasedCount: 0 });
    for (let index = count - 1; index > 0; index--) idle.push(new View(buffer, index * stride, length));
    return new View(buffer, 0, length);
  }

  function takeBack(view: View, lease: HeldLease<View>): void {
    leasedCount -= 1;
    leaks.forget(lease);
    const slab = slabs.get(view.buffer);
    if (!slab) return;
    slab.leasedCount -= 1;
    if (view.byteLength !== arrayBytes) {
      dropLost(view);
      return;
    }
    if (guard) bytesOf(view).fill(poison);
    idle.push(view);
    if (slab.leasedCount === 0 && (isDisposed || slabs.size * slabBytes > maxBytes)) drain();
  }

  /** Forgets the slab of a detached view, and every view of it. */
  function dropLost({ buffer }: View): void {
    lost += 1;
    slabs.delete(buffer);
    idle = idle.filter((view) => view.buffer !== buffer);
  }

  function drain(): void {
    for (const [buffer, { leasedCount }] of slabs) if (leasedCount === 0) slabs.delete(buffer);
    idle = idle.filter(({ buffer }) => slabs.has(buffer));
  }

  /** A leaked array may still be in use, so its slab is never dropped; only the counts are put right. */
  function writeOff(_report: LeakReport): void {
    leaked += 1;
    leasedCount -= 1;
  }

  function publish(): void {
    const idleBytes = idle.length * arrayBytes;
    metrics.publish({ leasedBytes: leasedCount * arrayBytes, idleBytes, reused, allocated, overflowed, leaked });
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: PooledArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
