import type { BenchCase, BenchVariant, Comparison, Expectation, Resources, Suite } from '@nsi/core/report';
import { mean, median } from '../stats/quantile.ts';
import { summarize } from '../stats/summary.ts';
import type { MethodOptions } from '../options.ts';
import type { SubjectUse } from './job.ts';
import type { MeasuredCase } from './measure-case.ts';
import type { MeasuredForks, MeasuredVariant, Pair } from './measured-forks.ts';

export const methodName = 'paired-forks-v1';

/** What a case is, beside its measurements. */
export interface CaseFacts {
  readonly id: string;
  readonly suite: Suite;
  readonly params: BenchCase['params'];
  readonly input?: string;
  readonly baseline: string;
  readonly pairs: readonly Pair[];
  readonly method: MethodOptions;
}

/** The report's form of a measured case. */
export function buildCase(facts: CaseFacts, measured: MeasuredCase): BenchCase {
  const { suite, input } = facts;
  const failure = measured.failures[0];
  return {
    id: facts.id,
    suite: suite.name,
    category: suite.category,
    ...(suite.description === undefined ? {} : { description: suite.description }),
    params: facts.params,
    ...(input === undefined ? {} : { input }),
    status: statusOf(measured),
    ...(failure ? { failure } : {}),
    unit: 'ns',
    better: 'lower',
    baseline: facts.baseline,
    variants: [...measured.forks.variants].map(([name, variant]) => buildVariant(name, variant, measured.forks)),
    comparisons: facts.pairs.flatMap((pair) => buildComparison(pair, facts, measured)),
  };
}

function statusOf({ failures, isInterrupted }: MeasuredCase): BenchCase['status'] {
  if (failures.length > 0) return 'failed';
  return isInterrupted ? 'interrupted' : 'ok';
}

function buildVariant(name: string, { forks, uses, integrity, measures }: MeasuredVariant, { work }: MeasuredForks): BenchVariant {
  const callNs = forks.flatMap(({ callsPerSample, samplesNs }) => Array.from(samplesNs, (ns) => ns / callsPerSample));
  const summary = callNs.length === 0 ? noSummary : summarize(callNs);
  const perSecond = (amount: number): number => (amount * 1e9) / Math.max(summary.median, Number.MIN_VALUE);
  const isTimed = callNs.length > 0;
  return {
    name,
    forks: forks.map(({ callsPerSample, samplesNs }) => ({ callsPerSample, samplesNs: Array.from(samplesNs, Math.round) })),
    summary,
    ...(isTimed && (work.bytes !== undefined || work.items !== undefined)
      ? {
          throughput: {
            ...(work.bytes === undefined ? {} : { bytesPerSecond: perSecond(work.bytes) }),
            ...(work.items === undefined ? {} : { itemsPerSecond: perSecond(work.items) }),
          },
        }
      : {}),
    ...(measures.length > 0 ? { measures } : {}),
    resources: usual(uses),
    integrity,
  };
}

/** A variant that was never timed: JSON has no NaN. */
const noSummary = Object.freeze({ sampleCount: 0, median: 0, mad: 0, mean: 0, min: 0, p10: 0, p90: 0, p95: 0, p99: 0 });

/** Over the forks that tell: the mean; of peaks the highest; of allocation the median, since a late change of compiled code may touch one fork. */
function usual(uses: readonly SubjectUse[]): Resources {
  const names = new Set(uses.flatMap((use) => Object.keys(use) as (keyof SubjectUse)[]));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = uses.flatMap((use) => use[name] ?? []);
      if (name === 'rssPeakBytes') return [name, Math.max(...values)];
      return [name, name === 'allocatedBytes' ? median(values) : mean(values)];
    }),
  );
}

/** Nothing below two forks: one process cannot tell its own bias. */
function buildComparison(pair: Pair, { suite, method }: CaseFacts, { forks, confirmed }: MeasuredCase): readonly Comparison[] {
  const forkRatios = forks.ratios(pair);
  if (forkRatios.length < 2) return [];
  const { ratio, interval, verdict, moreForks } = forks.judge(pair);
  const isRefuted = confirmed.get(pair) === false;
  const expectation = suite.expectations?.find(({ candidate, than }) => candidate === pair.candidate && than === pair.baseline);
  return [
    {
      ...pair,
      ratio,
      interval: [interval[0], Math.min(interval[1], Number.MAX_VALUE)],
      confidence: method.confidence,
      method: confirmed.get(pair) === true ? `${methodName}, confirmed on fresh forks` : methodName,
      verdict: isRefuted ? 'inconclusive' : verdict,
      forkRatios,
      ...(moreForks === undefined ? {} : { moreForks }),
      ...(expectation ? { expectation: judgeExpectation(expectation, ratio) } : {}),
    },
  ];
}

function judgeExpectation({ candidate, than, by }: Expectation, ratio: number): NonNullable<Comparison['expectation']> {
  return { text: `${candidate} is faster than ${than} by at least ${Number((by * 100).toPrecision(3))} %`, holds: ratio <= 1 - by };
}
