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
} as const;
