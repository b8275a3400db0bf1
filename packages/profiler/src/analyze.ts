import type { Rule } from '@nsi/core';
import type { Finding, ProfileEvidence, ProfileReport } from '@nsi/core/report';
import { catalogue } from './rules/catalogue.ts';
import { createEvidence } from './rules/create-evidence.ts';
import { runRules } from './rules/run-rules.ts';
import { createSourceFiles } from './source/source-files.ts';

/** With which rules a report is read. */
export interface AnalyzeOptions {
  /** Default: the profiler's own. */
  readonly rules?: readonly Rule<ProfileEvidence>[];
  /** Ids of rules that stay silent. */
  readonly ignore?: readonly string[];
}

/** The findings of a report, made anew: with other rules, or after they changed. Excerpts come from the sources as they are now. */
export function analyze(report: ProfileReport, { rules = catalogue, ignore = [] }: AnalyzeOptions = {}): readonly Finding[] {
  const sources = createSourceFiles();
  return runRules(createEvidence({ profile: { ...report, findings: [] }, sources }), { rules, ignore, sources });
}
