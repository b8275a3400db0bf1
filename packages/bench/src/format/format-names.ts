export type ReporterName =
  | 'json'
  | 'csv'
  | 'markdown'
  | 'github'
  | 'hyperfine'
  | 'google'
  | 'mitata'
  | 'jmh'
  | 'go'
  | 'junit'
  | 'bencher'
  | 'smaller-is-better'
  | 'openmetrics'
  | 'code-quality';

export type ImporterName = 'hyperfine' | 'google' | 'mitata' | 'tinybench' | 'jmh' | 'go' | 'junit' | 'bencher' | 'smaller-is-better';

/** What `--format` takes. The reporters are loaded when one of them is asked for. */
export const reporterNames: readonly ReporterName[] = Object.freeze([
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
]);

/** What `--from` takes. */
export const importerNames: readonly ImporterName[] = Object.freeze([
  'hyperfine',
  'google',
  'mitata',
  'tinybench',
  'jmh',
  'go',
  'junit',
  'bencher',
  'smaller-is-better',
]);
