/** A format that results can be written in; what `--format` takes. */
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

/** A format of another tool that results can be read from; what `--from` takes. */
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
