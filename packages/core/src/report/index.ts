export type {
  BenchCase,
  BenchFork,
  BenchMethod,
  BenchReport,
  BenchVariant,
  CaseFailure,
  Comparison,
  Difference,
  Integrity,
  Resources,
  Summary,
  Verdict,
} from './bench-report.ts';
export type { EnvironmentCapture } from './environment.ts';
export type { Certainty, Evidence, Finding, Fix, Severity, SourcePlace } from './finding.ts';
export type { CallTree, ProfileFrame, ProfileReport, ProfileSummary } from './profile-report.ts';
export { benchReportSchema } from './bench-report-schema.ts';
export { maxReportBytes, parseBenchReport, parseProfileReport, schemaUrls, schemaVersions, type ReportKind } from './parse-report.ts';
export { profileReportSchema } from './profile-report-schema.ts';
export { defineSuite } from './suite.ts';
export type {
  CaseParams,
  Expectation,
  Measure,
  ParamValue,
  SetupScope,
  Suite,
  SuiteInput,
  SuiteParams,
  SuiteVariant,
  Validation,
  VariantRun,
  VariantScope,
} from './suite.ts';
