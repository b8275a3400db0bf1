import { check, type Recorder } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { checkedRatio, type Shrinkable } from '../pressure/shrinkable.ts';
import { HeldLease } from './held-lease.ts';
import { createLeakWatch } from './leak-watch.ts';
import { createPoolMetrics } from './pool-metrics.ts';
import { objectPoolDefaults, objectPoolSchema, type PoolOptions } from './pool-options.ts';

/** Options of `createObjectPool`. Only `create` has no default; what it cannot use is `NSI_MEMORY_POOL_OPTION`. */
export interface ObjectPoolOptions<Value> extends PoolOptions {
  /** Makes an object when none is idle. */
  readonly create: () => Value;
  /** Brings a released object back to its first state. An object whose reset throws is dropped, and the error goes to the one who releases. */
  readonly reset?: (value: Value) => void;
  /** Most idle objects kept. Default 256. */
  readonly max?: number;
  /** Default: the process's recorder when the pool is made. */
  readonly recorder?: Recorder;
}

/** What a pool of objects did since it was made, and what it holds now. */
export interface ObjectPoolStats {
  readonly name: string;
  readonly leasedCount: number;
  readonly idleCount: number;
  /** The bound in force: lower than configured after `shrink`. */
  readonly max: number;
  /** Leases given out: of objects used before, and of fresh ones. */
  readonly acquired: number;
  readonly reused: number;
  readonly allocated: number;
  /** Leases found lost without release. Only sampled leases are watched, so the true number is about `leakSampleEvery` times this. */
  readonly leaked: number;
}

/** Objects that are used again instead of created again. */
export interface ObjectPool<Value> extends Shrinkable, Disposable {
  acquire(): HeldLease<Value>;
  /** Lets go of every idle object. */
  drain(): void;
  stats(): ObjectPoolStats;
}

/**
 * A pool of objects that are dear to create or many. Throws `NSI_MEMORY_POOL_OPTION` for options it cannot use.
 * @example
 * const parsers = createObjectPool({ create: () => new Parser(), reset: (parser) => parser.clear(), max: 32 });
 * using lease = parsers.acquire();
 * lease.value.parse(text);
 */
export function createObjectPool<Value>(options: ObjectPoolOptions<Value>): ObjectPool<Value> {
  const { recorder, ...rest } = options;
  const settings = check(objectPoolSchema, { ...objectPoolDefaults, ...rest }, { code: 'NSI_MEMORY_POOL_OPTION' });
  const { name } = settings;
  const { create, reset } = options;
  const metrics = createPoolMetrics(name, recorder);
  const leaks = createLeakWatch({
    ...settings,
    pool: name,
    onFound: () => {
      leaked += 1;
      leasedCount -= 1;
    },
  });
  const idle: Value[] = [];
  let { max } = settings;
  let isDisposed = false;
  let [leasedCount, reused, allocated, leaked] = [0, 0, 0, 0];

  return {
    acquire,
    drain,
    shrink(ratio) {
      max = Math.floor(settings.max * checkedRatio(ratio));
      if (idle.length > max) idle.length = max;
    },
    restore() {
      max = settings.max;
    },
    stats() {
      publish();
      return { name, leasedCount, idleCount: idle.length, max, acquired: reused + allocated, reused, allocated, leaked };
    },
    [Symbol.dispose]() {
      isDisposed = true;
      drain();
      publish();
    },
  };

  function acquire(): HeldLease<Value> {
    if (isDisposed) throw memoryError('NSI_MEMORY_POOL_RELEASED', `expected a live pool, got \`${name}\`, which was disposed`);
    const lease = new HeldLease(take(), takeBack);
    leasedCount += 1;
    if (leaks.isDue()) leaks.watch(lease, { bytes: 0, isPooled: true }, acquire);
    metrics.tick(publish);
    return lease;
  }

  function take(): Value {
    if (idle.length > 0) {
      reused += 1;
      return idle.pop() as Value;
    }
    const value = create();
    allocated += 1;
    return value;
  }

  function takeBack(value: Value, lease: HeldLease<Value>): void {
    leasedCount -= 1;
    leaks.forget(lease);
    if (isDisposed || idle.length >= max) return;
    reset?.(value);
    idle.push(value);
  }

  function drain(): void {
    idle.length = 0;
  }

  function publish(): void {
    metrics.publish({ leasedBytes: 0, idleBytes: 0, reused, allocated, overflowed: 0, leaked });
  }
}
