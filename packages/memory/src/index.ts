export { createMemory, createPlainMemory, type Memory } from './memory.ts';
export type { MemoryOptions, MemoryOptionsInput } from './options.ts';
export { memoryErrors, type MemoryErrorCode } from './errors.ts';

export { advise, type Advice, type AdviseOptions, type CandidateResult } from './codec/advise.ts';
export { codecs } from './codec/codecs.ts';
export { CompressedArray, type Element } from './codec/compressed-array.ts';
export { brotli } from './codec/drivers/brotli.ts';
export { gzip } from './codec/drivers/gzip.ts';
export { lz4Frame } from './codec/drivers/lz4-frame.ts';
export { lz4 } from './codec/drivers/lz4.ts';
export { store } from './codec/drivers/store.ts';
export { zstd } from './codec/drivers/zstd.ts';
export { elementTypes, type ElementArray, type ElementType } from './codec/element-type.ts';
export { filters, type Filter } from './codec/filter-names.ts';
export { packArrayAsync, type AsyncOptions } from './codec/pack-array-async.ts';
export { compressInto, maxPackedBytes, packArray } from './codec/pack-array.ts';
export type { PackOptions } from './codec/pack-options.ts';
export type { PackedCodecName } from './codec/packed-codec-names.ts';
export { trainDictionary, type TrainOptions } from './codec/train-dictionary.ts';
export { unpackArrayAsync } from './codec/unpack-array-async.ts';
export { decompressInto, describePacked, unpackArray, type PackedDescription, type UnpackOptions } from './codec/unpack-array.ts';

export { createCache } from './cache/create-cache.ts';
export type {
  Cache,
  CacheLimits,
  CacheOptions,
  CacheStats,
  EvictReason,
  GetManyOptions,
  GetOrLoadOptions,
  Load,
  LoadContext,
  LoadMany,
  SetOptions,
} from './cache/cache.ts';
export { createDisabledCache } from './cache/disabled-cache.ts';
export {
  defineEvictionPolicy,
  type CacheSlots,
  type EvictionOrder,
  type EvictionPolicy,
  type EvictionSetup,
} from './cache/eviction-policy.ts';
export { policyNames, type PolicyName } from './cache/policy-names.ts';
export { readTrace, traceFormats, type ReadTraceOptions, type TraceFormat } from './cache/read-trace.ts';
export { simulate, type SimulateOptions, type Simulation, type SimulationRow } from './cache/simulate.ts';
export { weighBytes } from './cache/weigh-bytes.ts';

export { createArrayPool, type ArrayPool, type ArrayPoolOptions, type ArrayPoolStats } from './pool/array-pool.ts';
export type { BufferLease } from './pool/buffer-lease.ts';
export { createBufferPool, type BufferPool, type BufferPoolOptions, type BufferPoolStats } from './pool/buffer-pool.ts';
export type { HeldLease } from './pool/held-lease.ts';
export type { LeakReport } from './pool/leak-watch.ts';
export { createObjectPool, type ObjectPool, type ObjectPoolOptions, type ObjectPoolStats } from './pool/object-pool.ts';
export { createPlainBufferPool } from './pool/plain-buffer-pool.ts';

export { roaring } from './drivers/roaring-wasm.ts';
export { BitSet } from './structure/bit-set.ts';
export { BlockedBloomFilter, type BlockedBloomFilterOptions, type BloomKey } from './structure/blocked-bloom-filter.ts';
export type { ColumnSchema, ColumnType } from './structure/column-type.ts';
export { Columns, type ColumnsOptions } from './structure/columns.ts';
export { Deque } from './structure/deque.ts';
export { IntMap, type IntMapOptions, type IntMapValues } from './structure/int-map.ts';
export { narrow, narrowestType, type NarrowOptions } from './structure/narrow.ts';
export { RingBuffer, type RingBufferOptions } from './structure/ring-buffer.ts';
export type { SparseBitSet, SparseBitSetOptions } from './structure/sparse-bit-set.ts';
export { StringDictionary } from './structure/string-dictionary.ts';
export { toArrow } from './structure/to-arrow.ts';

export { compareHeapSnapshots, type ReadSnapshotOptions } from './heap-snapshot/read-snapshot.ts';
export type { ClassGrowth, CompareSnapshotsOptions, SnapshotGrowth } from './heap-snapshot/compare-snapshots.ts';
export type { HolderGrowth } from './heap-snapshot/growing-holders.ts';
export type { RetainerGroup } from './heap-snapshot/retainer-groups.ts';
export { inspectLimits, type LimitsReport } from './limits/inspect-limits.ts';
export { leakProbe, type AnyClass, type LeakProbe } from './pressure/leak-probe.ts';
export { memoryLimit, type MemoryLimit, type MemoryLimitOptions } from './pressure/memory-limit.ts';
export { createMemoryPressure, type MemoryPressure, type MemoryPressureOptions, type PressureChange } from './pressure/memory-pressure.ts';
export type { MemoryUse } from './pressure/memory-use.ts';
export { createPlainPressure } from './pressure/plain-pressure.ts';
export type { PressureLevel } from './pressure/pressure-steps.ts';
export type { Shrinkable } from './pressure/shrinkable.ts';
export { trackObject, type RetainedObject, type TrackedObject, type TrackObjectOptions } from './pressure/track-object.ts';
export type { MemoryTimeline, ProcessSummary, TimelineTrack } from './watch/memory-timeline.ts';
