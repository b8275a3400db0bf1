import type { BenchReport } from '@nsi/core/report';
import type { RunOptions } from './run-options.ts';
import type { SuiteReference } from './suite-reference.ts';

/** Type of `runSuites`: measures every case of the referenced suites, one fork at a time. Resolves also when suites fail or the signal aborts. */
export type RunSuites = (references: readonly SuiteReference[], options?: RunOptions) => Promise<BenchReport>;

/** Type of `runFiles`: `runSuites` over the suites of all bench files that match. */
export type RunFiles = (globs: string | readonly string[], options?: RunOptions & { readonly cwd?: string }) => Promise<BenchReport>;
