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
export type { Certainty, Evidence, Excerpt, Experiment, Finding, Fix, Severity, Signal, SourcePlace } from './finding.ts';
export type {
  Allocation,
  CallCounter,
  Collections,
  CountedPlace,
  Deoptimization,
  LoadedPackage,
  MegamorphicAccess,
  ProfileSeries,
  ProfileSpan,
  Stretch,
  Wait,
} from './profile-activity.ts';
export type { EvidenceName, HotLine, LineOperation, ProfileEvidence, SampledPlace, SampleShare } from './profile-evidence.ts';
export type {
  AmbiguousSamples,
  CallTree,
  FrameCategory,
  ProfiledFunction,
  ProfileFrame,
  ProfileReport,
  ProfileSummary,
  ProfileThread,
} from './profile-report.ts';
export { benchReportSchema } from './bench-report-schema.ts';
export { maxReportBytes, parseBenchReport, parseProfileReport, schemaUrls, schemaVersions, type ReportKind } from './parse-report.ts';
export { profileReportSchema } from './profile-report-schema.ts';
export { defineSuite } from './suite.ts';
export { type EnvironmentWatch, watchEnvironment } from './watch-environment.ts';
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
