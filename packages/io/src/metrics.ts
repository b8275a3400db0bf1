/** What this room measures. */
export const ioMetrics = {
  readFiles: {
    name: 'nsi_io_read_files_total',
    kind: 'counter',
    help: 'Files that `readMany` read, and those it could not read.',
    labels: ['mode', 'outcome'],
  },
  readBytes: { name: 'nsi_io_read_bytes_total', kind: 'counter', help: 'Bytes that `readMany` and readers read.', labels: ['call'] },
  walkEntries: { name: 'nsi_io_walk_entries_total', kind: 'counter', help: 'Entries that `walk` found.' },
  permitsTaken: { name: 'nsi_io_permits_taken', kind: 'gauge', help: 'Files that are open under a permit.' },
  permitsWaiting: { name: 'nsi_io_permits_waiting', kind: 'gauge', help: 'Callers that wait for a permit to open a file.' },
  blockCacheChanges: {
    name: 'nsi_io_block_cache_changes_total',
    kind: 'counter',
    help: 'Files that a block cache found changed, so that it forgot their blocks.',
  },
  copyFiles: { name: 'nsi_io_copy_files_total', kind: 'counter', help: 'Files that `copyTree` copied.' },
  copyBytes: { name: 'nsi_io_copy_bytes_total', kind: 'counter', help: 'Bytes of the files that `copyTree` copied.' },
} as const;
