export type { ComparisonSoFar, ForkCount, ForkFinished, RunEvent, RunListener, RunPlanned, RunProgress } from './engine/events.ts';
export { benchErrors } from './errors.ts';
export { type BenchLevel, benchLevels, methodLevels, methodOf, type MethodOptions } from './options.ts';
export { compare } from './compare/compare-reports.ts';
export { type Discovery, findFileSuites, findPluginSuites } from './run/discover.ts';
export { runFiles, type RunFilesOptions } from './run/run-files.ts';
export type { RunOptions } from './run/run-options.ts';
export { runSuites } from './run/run-suites.ts';
export type { SuiteReference, SuiteSource } from './run/suite-reference.ts';
