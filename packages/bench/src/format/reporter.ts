import type { BenchReport } from '@nsi/core/report';

/** Writes a report in one format. Pure: the same report gives the same text. */
export interface Reporter {
  /** What `--format` calls it, in kebab-case. */
  readonly name: string;
  /** One line for `--help` and the documentation. */
  readonly summary: string;
  /** Ending of files in this format, with its dot. */
  readonly extension: string;
  render(report: BenchReport): string;
}

/** Fixes a reporter as inert data. Hand it to `renderReport`, or offer it under `--format` by a plugin. */
export function defineReporter(reporter: Reporter): Reporter {
  return Object.freeze(reporter);
}
