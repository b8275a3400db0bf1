export type {
  BenchCase,
  BenchFork,
  BenchReport,
  BenchVariant,
  Comparison,
  EnvironmentCapture,
  Finding,
  Integrity,
  Resources,
  Summary,
  Verdict,
} from '@nsi/core/report';
export { benchReportSchema, maxReportBytes, parseBenchReport, schemaUrls, schemaVersions } from '@nsi/core/report';
