import { isNsiError, type Rule } from '@nsi/core';
import type { Finding, ProfileEvidence } from '@nsi/core/report';
import type { Program } from '../run/target.ts';
import { whatIfOf, type WhatIf } from './experiments.ts';
import { runExperiment, type ExperimentOptions } from './run-experiment.ts';

/** Rules that know an experiment for their advice carry its id. */
type TriedRule = Rule<ProfileEvidence> & { readonly experiment?: string };

/** How findings are tried. */
export interface TryOptions extends ExperimentOptions {
  /** Called before each experiment. */
  readonly onProgress?: ((progress: { readonly text: string; readonly done: number; readonly total: number }) => void) | undefined;
}

/** Tries the advice of every finding whose rule names an experiment, each experiment once. Those that cannot be tried stay as they are. */
export async function tryFindings(
  findings: readonly Finding[],
  rules: readonly TriedRule[],
  program: Program,
  { onProgress, ...options }: TryOptions = {},
): Promise<readonly Finding[]> {
  const tried = new Map<string, Finding['experiment']>();
  const results: Finding[] = [];
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
        await runExperiment(program, change, options).catch((error: unknown) => {
          if (isNsiError(error, 'NSI_PROFILER_EXPERIMENT') || options.signal?.aborted) return undefined;
          throw error;
        }),
      );
    }
    const experiment = tried.get(change.id);
    results.push(experiment ? { ...finding, experiment } : finding);
  }
  return results;
}
