/** What this room measures. */
export const memoryMetrics = {
  codecInput: {
    name: 'nsi_memory_codec_input_bytes_total',
    kind: 'counter',
    help: 'Bytes given to the handle to pack (plain) or to unpack (packed).',
    labels: ['operation', 'codec'],
  },
  codecOutput: {
    name: 'nsi_memory_codec_output_bytes_total',
    kind: 'counter',
    help: 'Bytes that packing (packed) or unpacking (plain) made of them.',
    labels: ['operation', 'codec'],
  },
  cacheHits: { name: 'nsi_memory_cache_hits_total', kind: 'counter', help: 'Reads that found their key.', labels: ['cache'] },
  cacheMisses: { name: 'nsi_memory_cache_misses_total', kind: 'counter', help: 'Reads that did not find their key.', labels: ['cache'] },
  cacheEvictions: {
    name: 'nsi_memory_cache_evictions_total',
    kind: 'counter',
    help: 'Entries that left by themselves: for want of room, because their ttl had passed, or because they alone were too large.',
    labels: ['cache', 'reason'],
  },
  cacheEntries: { name: 'nsi_memory_cache_entries', kind: 'gauge', help: 'Entries in the cache.', labels: ['cache'] },
  cacheBytes: { name: 'nsi_memory_cache_bytes', kind: 'gauge', help: 'Bytes of the values in a cache with `maxBytes`.', labels: ['cache'] },
  cacheLoad: {
    name: 'nsi_memory_cache_load_seconds',
    kind: 'histogram',
    help: 'Time that loaders took.',
    labels: ['cache', 'outcome'],
    buckets: [1e-4, 1e-3, 1e-2, 0.1, 1, 10],
  },
  poolBytes: {
    name: 'nsi_memory_pool_bytes',
    kind: 'gauge',
    help: 'Bytes of a pool that are leased, and that wait idle.',
    labels: ['pool', 'state'],
  },
  poolLeases: {
    name: 'nsi_memory_pool_leases_total',
    kind: 'counter',
    help: 'Leases given out: reused, allocated for the pool, or overflowed beyond its bound.',
    labels: ['pool', 'outcome'],
  },
  poolLeaks: {
    name: 'nsi_memory_pool_leaks_total',
    kind: 'counter',
    help: 'Leases that were collected without being released, in the sample that is watched.',
    labels: ['pool'],
  },
  limitBytes: { name: 'nsi_memory_limit_bytes', kind: 'gauge', help: 'Memory this process may use.' },
  pressure: {
    name: 'nsi_memory_pressure_ratio',
    kind: 'gauge',
    help: "Use over its bound: of the memory limit, of V8's heap limit, and the share of time spent waiting for memory.",
    labels: ['resource'],
  },
  pressureShare: {
    name: 'nsi_memory_pressure_share_ratio',
    kind: 'gauge',
    help: 'What watched caches and pools may keep of their bounds.',
  },
} as const;
