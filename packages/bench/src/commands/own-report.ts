import { type BenchCase, type BenchMethod, type BenchReport, type EnvironmentWatch, type Finding, schemaUrls } from '@nsi/core/report';
import { readGovernor } from '../engine/governor.ts';
import { machineFindings } from '../engine/machine-findings.ts';
import { ownVersion } from '../own-version.ts';

/** A report of measurements that this package makes outside of forks: whole programs, and load. */
export function ownReport(parts: {
  readonly method: BenchMethod;
  readonly environment: EnvironmentWatch;
  readonly isComplete: boolean;
  readonly cases: readonly BenchCase[];
  readonly findings: readonly Finding[];
}): BenchReport {
  const environment = parts.environment.finish({ flags: process.execArgv });
  return {
    $schema: schemaUrls['nsi.bench'],
    kind: 'nsi.bench',
    schemaVersion: 1,
    createdAt: new Date().toISOString(),
    isComplete: parts.isComplete,
    tool: { name: '@nsi/bench', version: ownVersion },
    method: parts.method,
    environment,
    cases: parts.cases,
    findings: [...parts.findings, ...machineFindings(environment, readGovernor())],
  };
}
