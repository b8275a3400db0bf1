import { isNsiError, type Rule } from '@nsi/core';
import type { Finding, ProfileEvidence } from '@nsi/core/report';
import type { ProfileTarget } from '../run/target.ts';
import { whatIfOf, type WhatIf } from './experiments.ts';
import { runExperiment, type ExperimentOptions } from './run-experiment.ts';

/** Rules that know an experiment for their advice carry its id. */
type TriedRule = Rule<ProfileEvidence> & { readonly experiment?: string };

/** How findings are tried. */
export interface TryOptions extends ExperimentOptions {
  /** Called before each experiment. */
  readonly onProgress?: ((progress: { readonly text: string; readonly done: number; readonly total: number }) => void) | undefined;
}

/** Findings with what came of trying them, and why some were not tried. */
export interface TriedFindings {
  readonly findings: readonly Finding[];
  readonly warnings: readonly string[];
}

/** Tries the advice of every finding whose rule names an experiment, each experiment once. Those that cannot be tried stay as they are, with a warning. */
export async function tryFindings(
  findings: readonly Finding[],
  rules: readonly TriedRule[],
  target: ProfileTarget,
  { onProgress, ...options }: TryOptions = {},
): Promise<TriedFindings> {
  const tried = new Map<string, Finding['experiment']>();
  const results: Finding[] = [];
  const warnings: string[] = [];
  const changeOf = ({ id }: Finding): WhatIf | undefined => whatIfOf(rules.find((rule) => rule.id === id)?.experiment ?? '');
  const total = new Set(findings.flatMap((finding) => changeOf(finding)?.id ?? [])).size;
  for (const finding of findings) {
    const change = changeOf(finding);
    if (!change || options.signal?.aborted) {
      results.push(finding);
      continue;
    }
    if (!tried.has(change.id)) {
      onProgress?.({ text: `trying ${change.id}: ${change.summary}`, done: tried.size, total });
      tried.set(
        change.id,
        await runExperiment(target, change, options).catch((error: unknown) => {
          if (options.signal?.aborted) return undefined;
          if (!isNsiError(error, 'NSI_PROFILER_EXPERIMENT')) throw error;
          warnings.push(`${change.id} was not tried: ${error.message}.`);
          return undefined;
        }),
      );
    }
    const experiment = tried.get(change.id);
    results.push(experiment ? { ...finding, experiment } : finding);
  }
  return { findings: results, warnings };
}
