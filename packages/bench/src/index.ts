export type { ComparisonSoFar, ForkCount, ForkFinished, RunEvent, RunListener, RunPlanned, RunProgress } from './engine/events.ts';
export { benchErrors } from './errors.ts';
export { type BenchLevel, benchLevels, methodLevels, methodOf, type MethodOptions } from './options.ts';
export { compare } from './compare/compare-reports.ts';
export { defineMetric, type DerivedMetric } from './run/define-metric.ts';
export { type Discovery, findFileSuites, findPluginSuites } from './run/discover.ts';
export { runFiles, type RunFilesOptions } from './run/run-files.ts';
export type { RunOptions } from './run/run-options.ts';
export { runSuites } from './run/run-suites.ts';
export type { SuiteReference, SuiteSource } from './run/suite-reference.ts';
export { defineImporter, type ForeignDocument, type Importer } from './format/importer.ts';
export { importers, type ImportOptions, parseResults } from './format/importers.ts';
export { importerNames, type ImporterName, reporterNames, type ReporterName } from './format/format-names.ts';
export { readResults } from './format/read-results.ts';
export { defineReporter, type Reporter } from './format/reporter.ts';
export { renderReport, reporters } from './format/reporters.ts';
export { type ForeignBenchmark, type ForeignRun, reportOfForeignRun } from './format/foreign-run.ts';
export { complexityOfReport, type CostGrowth } from './compare/complexity-of-report.ts';
export { compareWithRef, type CompareWithRefOptions } from './refs/compare-with-ref.ts';
export {
  type CommandMethod,
  commandMethods,
  type CommandSchedule,
  type CommandTimes,
  compareCommands,
} from './command/compare-commands.ts';
export { type LoadAnswer, type OpenLoopPlan, type OpenLoopResult, runOpenLoop, type SendRequest } from './load/open-loop.ts';
export { createHttpTarget, type HttpTargetOptions } from './load/http-target.ts';
export { createFolderStore } from './history/folder-store.ts';
export { type HistoryEntry, historyEntryOf, type HistoryFigure } from './history/history-entry.ts';
export type { HistoryStore } from './history/history-store.ts';
export { createKnexStore, type KnexLike } from './history/knex-store.ts';
export { changesOf, type HistoryChange, type HistorySeries, seriesOf } from './history/series.ts';
