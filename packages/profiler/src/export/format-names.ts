/** A format that a profile can be written in. */
export type ExportFormat = 'cpuprofile' | 'speedscope' | 'pprof' | 'collapsed' | 'firefox' | 'markdown';

/** All of them. */
export const exportFormatNames: readonly ExportFormat[] = Object.freeze([
  'cpuprofile',
  'speedscope',
  'pprof',
  'collapsed',
  'firefox',
  'markdown',
]);
