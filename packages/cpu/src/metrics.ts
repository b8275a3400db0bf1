/** What this room measures. */
export const cpuMetrics = {
  threads: { name: 'nsi_cpu_threads', kind: 'gauge', help: 'Threads that this process can keep busy under its quotas and affinity.' },
  arenaBytes: {
    name: 'nsi_cpu_arena_bytes',
    kind: 'gauge',
    help: "Bytes of the handle's arena that are in use, and that it may come to hold.",
    labels: ['state'],
  },
} as const;
