import { isNsiError, type Rule } from '@nsi/core';
import type { Finding, ProfileEvidence } from '@nsi/core/report';
import type { Program } from '../run/target.ts';
import { whatIfOf } from './experiments.ts';
import { runExperiment, type ExperimentOptions } from './run-experiment.ts';

/** Rules that know an experiment for their advice carry its id. */
type TriedRule = Rule<ProfileEvidence> & { readonly experiment?: string };

/** Tries the advice of every finding whose rule names an experiment, each experiment once. Those that cannot be tried stay as they are. */
export async function tryFindings(
  findings: readonly Finding[],
  rules: readonly TriedRule[],
  program: Program,
  options: ExperimentOptions = {},
): Promise<readonly Finding[]> {
  const tried = new Map<string, Finding['experiment']>();
  const results: Finding[] = [];
  for (const finding of findings) {
    const id = rules.find((rule) => rule.id === finding.id)?.experiment;
    const change = id === undefined ? undefined : whatIfOf(id);
    if (!change || options.signal?.aborted) {
      results.push(finding);
      continue;
    }
    if (!tried.has(change.id)) {
      tried.set(
        change.id,
        await runExperiment(program, change, options).catch((error: unknown) => {
          if (isNsiError(error, 'NSI_PROFILER_EXPERIMENT')) return undefined;
          throw error;
        }),
      );
    }
    const experiment = tried.get(change.id);
    results.push(experiment ? { ...finding, experiment } : finding);
  }
  return results;
}
