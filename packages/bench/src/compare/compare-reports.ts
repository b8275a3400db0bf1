import type { BenchCase, BenchFork, BenchReport, BenchVariant, Comparison, Finding, Verdict } from '@nsi/core/report';
import { quantile } from '../stats/quantile.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { type TrimmedMean, trimmedMean } from '../stats/trimmed-mean.ts';

/** Two runs of equal code on one machine differ by up to so much; every interval is widened by it. */
const driftRatio = 0.1;
/** Factor of the interval when a file does not tell how its figures spread. */
const unknownSpread = 2;
const confidence = 0.99;
const trimRatio = 0.15;

/**
 * Compares two stored reports, variant by variant. Weak evidence: the runs were not interleaved, so a machine that was slower on one of
 * the two days looks like slower code. Intervals are widened by 10 %, "no change" is never said, and nothing should fail by the result.
 */
export function compare(before: BenchReport, after: BenchReport): BenchReport {
  const earlier = new Map(before.cases.map((benchCase) => [benchCase.id, benchCase]));
  const cases = after.cases.flatMap((benchCase) => {
    const same = earlier.get(benchCase.id);
    return same ? comparedCases(same, benchCase) : [];
  });
  return {
    ...after,
    method: { name: 'stored-files-weak', options: { driftRatio, confidence } },
    isComplete: before.isComplete && after.isComplete,
    cases,
    findings: findingsOf(before, after, cases),
  };
}

function comparedCases(before: BenchCase, after: BenchCase): BenchCase[] {
  return after.variants.flatMap((variant) => {
    const same = before.variants.find(({ name }) => name === variant.name);
    if (!same) return [];
    const [baseline, candidate] = [
      { ...same, name: `${same.name} (before)` },
      { ...variant, name: `${variant.name} (after)` },
    ];
    const comparison = comparisonOf(baseline, candidate);
    return [
      {
        ...after,
        id: `${after.id}/${variant.name}`,
        baseline: baseline.name,
        variants: [baseline, candidate],
        comparisons: comparison ? [comparison] : [],
      },
    ];
  });
}

function comparisonOf(before: BenchVariant, after: BenchVariant): Comparison | undefined {
  const [left, right] = [centreOf(before), centreOf(after)];
  const difference = right.estimate - left.estimate;
  if (!Number.isFinite(difference)) return undefined;
  const reach = halfWidthOf(left, right) + Math.log1p(driftRatio);
  const interval = [Math.exp(difference - reach), Math.exp(difference + reach)] as const;
  return {
    baseline: before.name,
    candidate: after.name,
    ratio: Math.exp(difference),
    interval,
    confidence,
    method: 'stored-files-weak',
    verdict: verdictOf(interval),
    forkRatios: [],
  };
}

/** Logarithm of a variant's time, with its spread over processes. */
function centreOf({ forks, summary }: BenchVariant): TrimmedMean {
  if (forks.length < 2) return { estimate: Math.log(summary.median), standardError: Number.POSITIVE_INFINITY, degrees: 0 };
  return trimmedMean(
    forks.map((fork) => Math.log(forkEstimate(fork))),
    trimRatio,
  );
}

function forkEstimate({ samplesNs, callsPerSample }: BenchFork): number {
  return quantile(samplesNs, 0.1) / callsPerSample;
}

/** Yuen's two-sample interval for trimmed means (1974), with Welch's degrees of freedom. */
function halfWidthOf(left: TrimmedMean, right: TrimmedMean): number {
  if (left.degrees === 0 || right.degrees === 0) return Math.log(unknownSpread);
  const [a, b] = [left.standardError ** 2, right.standardError ** 2];
  if (a + b === 0) return 0;
  const degrees = (a + b) ** 2 / (a ** 2 / left.degrees + b ** 2 / right.degrees);
  return studentTQuantile((1 + confidence) / 2, degrees) * Math.sqrt(a + b);
}

function verdictOf([low, high]: readonly [number, number]): Verdict {
  if (low > 1) return 'regression';
  return high < 1 ? 'improvement' : 'inconclusive';
}

function findingsOf(before: BenchReport, after: BenchReport, cases: readonly BenchCase[]): Finding[] {
  const weak: Finding = {
    id: 'compare-weak',
    severity: 'note',
    certainty: 'certain',
    message:
      'Stored files are weak evidence: the two runs were not interleaved. `nsi-bench compare-ref` measures both versions in the same processes.',
    evidence: [],
  };
  return [weak, ...environmentFindings(before, after), ...coverageFindings(before, after, cases)];
}

function environmentFindings({ environment: before }: BenchReport, { environment: after }: BenchReport): Finding[] {
  const facts = { cpuModel: 'CPU', cores: 'number of cores', node: 'Node', os: 'system', arch: 'architecture' } as const;
  return (Object.keys(facts) as (keyof typeof facts)[])
    .filter((name) => before[name] !== after[name] && before[name] !== 'unknown' && after[name] !== 'unknown')
    .map((name) => ({
      id: 'compare-environment',
      severity: 'medium' as const,
      certainty: 'certain' as const,
      message: `The two runs had another ${facts[name]}: ${before[name]}, then ${after[name]}.`,
      evidence: [
        { label: 'before', value: before[name] },
        { label: 'after', value: after[name] },
      ],
    }));
}

function coverageFindings(before: BenchReport, after: BenchReport, cases: readonly BenchCase[]): Finding[] {
  const [left, right] = [namesOf(before), namesOf(after)];
  const lone = [...left.symmetricDifference(right)];
  if (lone.length === 0) return [];
  return [
    {
      id: 'compare-coverage',
      severity: cases.length === 0 ? 'high' : 'low',
      certainty: 'certain',
      message: `${lone.length} benchmarks are in one of the two files only, such as ${lone.slice(0, 3).join(', ')}.`,
      evidence: [
        { label: 'compared', value: cases.length, unit: 'count' },
        { label: 'in one file only', value: lone.length, unit: 'count' },
      ],
    },
  ];
}

function namesOf({ cases }: BenchReport): Set<string> {
  return new Set(cases.flatMap(({ id, variants }) => variants.map(({ name }) => `${id}/${name}`)));
}
