import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Experiment } from '@nsi/core/report';
import type { Program } from '../run/target.ts';
import type { WhatIf } from './experiments.ts';
import { measureRun, type MeasuredRun } from './measure-run.ts';
import { judgeRatios } from './ratio-verdict.ts';
import { worksForATime } from './works-for-a-time.ts';

/** How long an experiment may go on. */
export interface ExperimentOptions {
  /** Pairs before the first look, and the most there may be. Defaults 5 and 11. */
  readonly minPairs?: number;
  readonly maxPairs?: number;
  /** A run that takes longer ends the experiment without a verdict. Default 60,000. */
  readonly maxRunMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Tries a change on a program: pairs of runs, one as it is and one changed, in turns that begin with either. A run that says or does
 * something else than the plain ones makes the verdict inconclusive, and so does a program that works for a fixed time. Rejects with `NSI_PROFILER_EXPERIMENT` when a run takes too long.
 */
export async function runExperiment(program: Program, change: WhatIf, options: ExperimentOptions = {}): Promise<Experiment> {
  const { minPairs = 5, maxPairs = 11, maxRunMs: maxMs = 60_000, signal } = options;
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
    const doubt = isOther
      ? ' (its output or exit code changed too)'
      : isTimed
        ? ' (the program works for a fixed time: try a fixed amount)'
        : '';
    return {
      id: change.id,
      summary: `${change.summary}${doubt}`,
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
