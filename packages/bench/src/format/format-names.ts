/** What `--format` takes. The reporters are loaded when one of them is asked for. */
export const reporterNames = Object.freeze([
  'json',
  'csv',
  'markdown',
  'github',
  'hyperfine',
  'google',
  'mitata',
  'jmh',
  'go',
  'junit',
  'bencher',
  'smaller-is-better',
  'openmetrics',
  'code-quality',
] as const);

/** What `--from` takes. */
export const importerNames = Object.freeze([
  'hyperfine',
  'google',
  'mitata',
  'tinybench',
  'jmh',
  'go',
  'junit',
  'bencher',
  'smaller-is-better',
] as const);

export type ReporterName = (typeof reporterNames)[number];
export type ImporterName = (typeof importerNames)[number];
