import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Experiment } from '@nsi/core/report';
import { profilerError } from '../errors.ts';
import { resolveTarget, type ProfileTarget, type Program } from '../run/target.ts';
import { findWhatIf, type WhatIf } from './experiments.ts';
import { measureRun, type MeasuredRun } from './measure-run.ts';
import { judgeRatios } from './ratio-verdict.ts';
import { worksForATime } from './works-for-a-time.ts';

/** How long an experiment may go on. */
export interface ExperimentOptions {
  /** Pairs before the first look, 1 or more. Default 5. */
  readonly minPairs?: number;
  /** The most pairs there may be, at least `minPairs`. Default 11, or `minPairs` when that is more. */
  readonly maxPairs?: number;
  /** A run that takes longer ends the experiment without a verdict. Default 60,000. */
  readonly maxRunMs?: number;
  /** Aborting rejects with its reason; the run under way is killed. */
  readonly signal?: AbortSignal;
}

/**
 * Tries a change on a program: pairs of runs, one as it is and one changed, in turns that begin with either. The change is one of `whatIfs`,
 * or its id. A run that says or does something else than the plain ones makes the verdict inconclusive, and so does a program that works for
 * a fixed time. What the program reads from its standard input is nothing, what it prints is compared and not shown.
 *
 * Rejects with `NSI_PROFILER_EXPERIMENT` when a run takes too long, the change is unknown, or a module comes without `calls`; with
 * `NSI_PROFILER_TARGET` when the program cannot be started; with the signal's reason when that ends it.
 *
 * @example
 * ```ts
 * import { runExperiment } from '@nsi/profiler';
 *
 * const { verdict, ratio, interval } = await runExperiment({ script: 'app.js', args: ['once'] }, 'memoise-read-file');
 * console.log(verdict, ratio, interval); // 'confirmed' 3.16 [2.86, 3.49]
 * ```
 */
export async function runExperiment(
  target: ProfileTarget,
  change: WhatIf | string,
  { minPairs = 5, maxPairs = Math.max(minPairs, 11), maxRunMs: maxMs = 60_000, signal }: ExperimentOptions = {},
): Promise<Experiment> {
  const tried = typeof change === 'string' ? findWhatIf(change) : change;
  if (!(Number.isInteger(minPairs) && minPairs >= 1 && maxPairs >= minPairs))
    throw profilerError(
      'NSI_PROFILER_OPTION',
      `expected \`minPairs\` to be a whole number from 1 to \`maxPairs\`, got ${minPairs} and ${maxPairs}`,
    );
  if (target.module !== undefined && target.calls === undefined)
    throw profilerError(
      'NSI_PROFILER_EXPERIMENT',
      `expected so many calls of \`${target.module}\`, got none: without, it is called for a second`,
      {
        hint: 'Set `calls` (`--call 1000`): the same work in every run is what can be compared.',
      },
    );
  return tryChange(resolveTarget(target), tried, { minPairs, maxPairs, maxMs, signal });
}

async function tryChange(
  program: Program,
  change: WhatIf,
  {
    minPairs,
    maxPairs,
    maxMs,
    signal,
  }: { readonly minPairs: number; readonly maxPairs: number; readonly maxMs: number; readonly signal: AbortSignal | undefined },
): Promise<Experiment> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi-what-if-'));
  const [beforeNs, afterNs]: [number[], number[]] = [[], []];
  const runs: MeasuredRun[] = [];
  const [plainOutcomes, changedOutcomes] = [new Set<string>(), new Set<string>()];
  const run = async (isChanged: boolean): Promise<void> => {
    const measured = await measureRun(program, isChanged ? change : undefined, { folder, maxMs, signal });
    runs.push(measured);
    (isChanged ? afterNs : beforeNs).push(change.of === 'cpu' && measured.cpuNs > 0 ? measured.cpuNs : measured.wallNs);
    (isChanged ? changedOutcomes : plainOutcomes).add(measured.outcome);
  };
  try {
    if (change.needsWarmUp) await measureRun(program, change, { folder, maxMs, signal });
    for (let pair = 0; pair < maxPairs; pair++) {
      await run(pair % 2 === 1);
      await run(pair % 2 === 0);
      if (pair + 1 >= minPairs && judgeRatios(beforeNs, afterNs).verdict !== 'inconclusive') break;
    }
    const judged = judgeRatios(beforeNs, afterNs);
    // Where plain runs agree with each other, the changed ones must agree with them.
    const isOther = plainOutcomes.size === 1 && [...changedOutcomes].some((outcome) => !plainOutcomes.has(outcome));
    const isTimed = judged.verdict === 'refuted' && worksForATime(runs);
    const code = /^\S+/.exec(runs[0]?.outcome ?? '')?.[0] ?? '0';
    const notes = [
      ...(plainOutcomes.size > 1 ? ['what it prints differs from run to run and was not compared'] : []),
      ...(code === '0' ? [] : [`by itself the program ends with ${code}`]),
    ];
    const doubt = isOther
      ? ' (its output or exit code changed too)'
      : isTimed
        ? ' (the program works for a fixed time: try a fixed amount)'
        : '';
    return {
      id: change.id,
      summary: `${change.summary}${doubt}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
      beforeNs,
      afterNs,
      of: change.of,
      ...judged,
      confidence: 0.99,
      verdict: doubt === '' ? judged.verdict : 'inconclusive',
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
