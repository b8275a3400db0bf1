/** What this room measures. */
export const ioMetrics = {
  readFiles: {
    name: 'nsi_io_read_files_total',
    kind: 'counter',
    help: 'Files that `readMany` read, and those it could not read.',
    labels: ['mode', 'outcome'],
  },
  readBytes: {
    name: 'nsi_io_read_bytes_total',
    kind: 'counter',
    help: 'Bytes that `readMany` read, and of files that readers were opened on.',
    labels: ['call'],
  },
  writeBytes: {
    name: 'nsi_io_write_bytes_total',
    kind: 'counter',
    help: 'Bytes that buffered writers, atomic writes and append logs handed to the system.',
    labels: ['call'],
  },
  logCommit: {
    name: 'nsi_io_log_commit_seconds',
    kind: 'histogram',
    help: 'Time from the write of a group of records to the end of its sync.',
    buckets: [1e-4, 1e-3, 1e-2, 0.1, 1],
  },
  logRecords: { name: 'nsi_io_log_records_total', kind: 'counter', help: 'Records that an append log made durable.' },
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
