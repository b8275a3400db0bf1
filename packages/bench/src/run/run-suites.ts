import type { BenchReport } from '@nsi/core/report';
import type { RunOptions } from './run-options.ts';
import type { SuiteReference } from './suite-reference.ts';

/**
 * Measures every case of the referenced suites, one process at a time. Resolves with a report also when suites fail or the signal aborts;
 * the report of an aborted run holds what was done. Throws only for options out of range.
 */
export async function runSuites(references: readonly SuiteReference[], options: RunOptions = {}): Promise<BenchReport> {
  // The engine is loaded by the first run, so that importing the package stays cheap.
  const { measureSuites } = await import('./measure-suites.ts');
  return measureSuites(references, options);
}
