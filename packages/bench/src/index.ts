export type { ComparisonSoFar, ForkCount, ForkFinished, RunEvent, RunListener, RunPlanned, RunProgress } from './engine/events.ts';
export { type BenchLevel, benchLevels, methodLevels, type MethodOptions } from './options.ts';
export type { RunOptions } from './run/run-options.ts';
export type { RunFiles, RunSuites } from './run/run-suites.ts';
export type { SuiteReference, SuiteSource } from './run/suite-reference.ts';
