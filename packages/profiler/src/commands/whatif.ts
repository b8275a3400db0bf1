import type { CommandRun } from '@nsi/core/cli';
import type { Experiment } from '@nsi/core/report';
import { resolveTarget } from '../run/target.ts';
import { findWhatIf, whatIfs } from '../what-if/experiments.ts';
import { runExperiment } from '../what-if/run-experiment.ts';
import { countOf, listOf, usageError } from './call-options.ts';
import { targetOf } from './target-of.ts';

/** Data is a list of `Experiment`s: `{ id, summary, of, beforeNs, afterNs, ratio, interval, confidence, verdict }`. */
export const run: CommandRun = async (call) => {
  const ids = listOf(call, 'try');
  if (ids.length === 0) throw usageError(`expected \`--try\` to name one of ${whatIfs.map(({ id }) => id).join(', ')}`);
  const changes = ids.map(findWhatIf);
  const target = targetOf(call);
  resolveTarget(target);
  const pairs = countOf(call, 'pairs');
  const experiments: Experiment[] = [];
  for (const change of changes) {
    call.progress({ text: `trying ${change.id}: ${change.summary}`, done: experiments.length, total: changes.length });
    experiments.push(
      await runExperiment(target, change, {
        signal: call.signal,
        ...(pairs === undefined ? {} : { minPairs: pairs }),
      }),
    );
  }
  return { data: experiments, text: experiments.map(lineOf).join('\n') };
};

function lineOf({ id, summary, of, ratio, interval, verdict, beforeNs }: Experiment): string {
  return `${verdict.padEnd(12)}  ${id}: ${summary}: ${ratio.toFixed(2)}× as fast by ${of === 'cpu' ? 'CPU' : 'elapsed'} time (99 %: ${interval.map((bound) => bound.toFixed(2)).join(' to ')}, ${beforeNs.length} pairs)`;
}
