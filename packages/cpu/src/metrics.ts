/** What this room measures. */
export const cpuMetrics = {
  threads: { name: 'nsi_cpu_threads', kind: 'gauge', help: 'Threads that this process can keep busy under its quotas and affinity.' },
  arenaBytes: {
    name: 'nsi_cpu_arena_bytes',
    kind: 'gauge',
    help: "Bytes of the handle's arena that are in use, and that it may come to hold.",
    labels: ['state'],
  },
  schedulerTasks: {
    name: 'nsi_cpu_scheduler_tasks',
    kind: 'gauge',
    help: 'Tasks that wait and that run in a scheduler.',
    labels: ['scheduler', 'state'],
  },
  schedulerDone: {
    name: 'nsi_cpu_scheduler_tasks_total',
    kind: 'counter',
    help: 'Tasks of a scheduler that ended, by how.',
    labels: ['scheduler', 'outcome'],
  },
  schedulerLimit: {
    name: 'nsi_cpu_scheduler_limit',
    kind: 'gauge',
    help: 'Places that a scheduler has now.',
    labels: ['scheduler'],
  },
  schedulerWait: {
    name: 'nsi_cpu_scheduler_wait_seconds',
    kind: 'histogram',
    help: 'Time that tasks of a scheduler waited before they were called.',
    labels: ['scheduler'],
    buckets: [1e-4, 1e-3, 1e-2, 0.1, 1, 10],
  },
  poolTasks: {
    name: 'nsi_cpu_pool_tasks_total',
    kind: 'counter',
    help: 'Calls of pools that ended, by how; a batch of `map` is one call.',
    labels: ['outcome'],
  },
  poolWait: {
    name: 'nsi_cpu_pool_wait_seconds',
    kind: 'histogram',
    help: 'Time that calls of pools waited for a thread.',
    buckets: [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10],
  },
  poolRun: {
    name: 'nsi_cpu_pool_run_seconds',
    kind: 'histogram',
    help: 'Time from handing a call to a thread until its answer.',
    buckets: [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10],
  },
  poolRecycled: {
    name: 'nsi_cpu_pool_recycled_threads_total',
    kind: 'counter',
    help: 'Threads that pools ended, by why.',
    labels: ['reason'],
  },
} as const;
