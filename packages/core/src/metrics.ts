/** The metrics that `@nsi/core` records, by short name. Hand them to `prometheusRecorder` to export them before their first value. */
export const coreMetrics = {
  timed: {
    name: 'nsi_core_timed_seconds',
    kind: 'histogram',
    help: 'Wall time of what `measureTime`, `timedFunction` and `@timed` measure.',
    labels: ['name', 'outcome'],
    buckets: [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10],
  },
} as const;
