import type { SetupContext } from '@nsi/core';
import type { Cache, CacheOptions } from './cache/cache.ts';
import { createCache } from './cache/create-cache.ts';
import { createDisabledCache } from './cache/disabled-cache.ts';
import { createArrayPacking, createPlainPacking, type ArrayPacking } from './codec/array-packing.ts';
import { createBufferPool, type BufferPool } from './pool/buffer-pool.ts';
import { createObjectPool, type ObjectPool, type ObjectPoolOptions } from './pool/object-pool.ts';
import { createPlainBufferPool } from './pool/plain-buffer-pool.ts';
import { createMemoryPressure, type MemoryPressure } from './pressure/memory-pressure.ts';
import { createPlainPressure } from './pressure/plain-pressure.ts';
import type { Shrinkable } from './pressure/shrinkable.ts';
import type { MemoryOptions } from './options.ts';

/** The room's handle: what it makes, with the defaults of the configuration. Disposing it disposes its pool and every cache it made. */
export interface Memory extends ArrayPacking, AsyncDisposable {
  /** The section in force. */
  readonly options: MemoryOptions;
  /** Buffers that are used again instead of allocated again; one pool for the whole program. */
  readonly buffers: BufferPool;
  /** Shrinks the pools and caches of this handle while memory is short; `watch` adds your own. */
  readonly pressure: MemoryPressure;
  createCache<Key, Value>(options?: CacheOptions<Key, Value>): Cache<Key, Value>;
  createObjectPool<Value>(options: ObjectPoolOptions<Value>): ObjectPool<Value>;
}

/** The optimized room. */
export function createMemory(options: MemoryOptions, { recorder, limits }: SetupContext): Memory {
  const { codec, cache, pool } = options;
  const owned = new AsyncDisposableStack();
  const pressure = owned.use(createMemoryPressure({ ...options.pressure, recorder }));
  const own = <Value extends Disposable & Shrinkable>(value: Value): Value => {
    pressure.watch(value);
    return owned.use(value);
  };
  const within = (bytes: number): number => Math.min(bytes, limits.maxMemoryBytes);
  const poolBytes = within(pool.maxBytes);
  return {
    options,
    pressure,
    buffers: own(poolBytes > 0 ? createBufferPool({ maxBytes: poolBytes, recorder }) : createPlainBufferPool()),
    ...createArrayPacking(codec, recorder),
    createCache: (more = {}) => own(createCache({ recorder, policy: cache.policy, ...bounded(more, within(cache.maxBytes)) })),
    createObjectPool: (more) => own(createObjectPool({ recorder, ...more })),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The plain twin: the same interface over what Node.js gives. Arrays are stored as they are, caches keep nothing, every buffer is allocated. */
export function createPlainMemory(options: MemoryOptions, { recorder }: SetupContext): Memory {
  const owned = new AsyncDisposableStack();
  const own = <Value extends Disposable>(value: Value): Value => owned.use(value);
  return {
    options,
    pressure: createPlainPressure(),
    buffers: own(createPlainBufferPool()),
    ...createPlainPacking(options.codec, recorder),
    createCache: (more = {}) => own(createDisabledCache({ recorder, ...bounded(more, options.cache.maxBytes) })),
    createObjectPool: (more) => own(createObjectPool({ recorder, ...more })),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A cache that states no bound gets the configured one. */
function bounded<Key, Value>(options: CacheOptions<Key, Value>, maxBytes: number): CacheOptions<Key, Value> {
  return options.max === undefined && options.maxBytes === undefined ? { ...options, maxBytes } : options;
}
