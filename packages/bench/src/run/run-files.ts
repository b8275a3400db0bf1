import type { BenchReport } from '@nsi/core/report';
import { findFileSuites } from './discover.ts';
import type { RunOptions } from './run-options.ts';
import { runSuites } from './run-suites.ts';

/** Options of `runFiles`: those of a run, and where its patterns start. */
export interface RunFilesOptions extends RunOptions {
  /** Patterns are relative to it. Default: the working directory. */
  readonly cwd?: string;
}

/**
 * Measures the suites of all bench files that match, such as `runFiles('bench/*.bench.ts', { level: 'quick' })`.
 * A file that cannot be imported is a failed case of the report. Throws `NSI_BENCH_FILE_NONE` when nothing matches.
 */
export async function runFiles(globs: string | readonly string[], { cwd, ...options }: RunFilesOptions = {}): Promise<BenchReport> {
  const { references, problems } = await findFileSuites(globs, cwd);
  // A module that failed to load fails once more as a reference, and so becomes a case with its error.
  return runSuites(
    [...references, ...problems.map(({ url }) => ({ kind: 'file' as const, url, suite: url.slice(url.lastIndexOf('/') + 1) }))],
    options,
  );
}
