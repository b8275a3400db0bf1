import type { BenchCase, Finding } from '@nsi/core/report';
import { complexityOfReport } from '../compare/complexity-of-report.ts';
import { caseId, type PlannedCase } from './plan-cases.ts';

/** Nanoseconds that a call must take beyond an empty one to be believed. */
const believableNs = 0.3;

/** A variant that takes no longer than nothing while the baseline works: its work was probably removed by the compiler. */
export function emptyWorkFindings({ id, variants, baseline }: BenchCase, emptyCallNs: number): Finding[] {
  const baselineNs = variants.find(({ name }) => name === baseline)?.summary.p10 ?? 0;
  if (emptyCallNs === 0 || baselineNs < 10 * emptyCallNs) return [];
  return variants
    .filter(({ summary }) => summary.sampleCount > 0 && summary.p10 < emptyCallNs + believableNs)
    .map(({ name, summary }) => ({
      id: 'work-optimized-away',
      severity: 'high',
      certainty: 'likely',
      message: `${id}: "${name}" takes no longer than an empty function (${summary.p10.toFixed(2)} ns a call). Return what it computes, and take its input from the context.`,
      evidence: [
        { label: name, value: summary.p10, unit: 'ns', sampleCount: summary.sampleCount },
        { label: 'empty function', value: emptyCallNs, unit: 'ns' },
      ],
    }));
}

/** How cost grows with the parameter that each suite names, and variants whose time does not grow where the baseline's does. */
export function growthFindings(planned: readonly PlannedCase[], cases: readonly BenchCase[]): Finding[] {
  const suites = new Map(planned.filter(({ reference }) => !reference.against).map(({ suite }) => [suite.name, suite] as const));
  return [...suites.values()].flatMap((suite) => {
    const ofSuite = cases.filter(
      (candidate) => candidate.suite === suite.name && candidate.category === suite.category && candidate.status === 'ok',
    );
    // A suite that counts its items has said what a call works through; its parameter may be another thing than a size.
    const parameter = suite.complexity ?? (suite.items ? undefined : onlySize(ofSuite));
    if (parameter === undefined) return [];
    return [
      ...(suite.complexity === undefined ? [] : complexityFindings(suite.name, parameter, ofSuite)),
      ...flatFindings(suite.name, parameter, ofSuite),
    ];
  });
}

/** The one numeric parameter of the cases, when there is just one parameter. */
function onlySize(cases: readonly BenchCase[]): string | undefined {
  const [name, second] = Object.keys(cases[0]?.params ?? {});
  return name !== undefined && second === undefined && cases.every(({ params }) => typeof params[name] === 'number') ? name : undefined;
}

interface Cost {
  readonly size: number;
  readonly cost: number;
}

/** Costs by size of each variant, in rising size. */
function costsByVariant(parameter: string, cases: readonly BenchCase[]): Map<string, Cost[]> {
  const costs = new Map<string, Cost[]>();
  for (const { params, variants } of cases.toSorted((left, right) => Number(left.params[parameter]) - Number(right.params[parameter]))) {
    for (const { name, summary } of variants.filter(({ summary }) => summary.sampleCount > 0)) {
      costs.set(name, [...(costs.get(name) ?? []), { size: Number(params[parameter]), cost: summary.p10 }]);
    }
  }
  return costs;
}

function complexityFindings(suite: string, parameter: string, cases: readonly BenchCase[]): Finding[] {
  return complexityOfReport({ cases }, () => parameter).flatMap(({ variant, fit, fixed, sizes }): Finding[] => {
    if (!fit) return [];
    const { best, alternative, exponent, exponentInterval, weight } = fit;
    const place = caseId(suite, fixed);
    const unsure = alternative === undefined ? '' : ` or ${alternative}`;
    return [
      {
        id: 'complexity',
        severity: 'note',
        certainty: alternative === undefined ? 'likely' : 'hint',
        message: `${place}: the cost of "${variant}" against ${parameter} looks like ${best}${unsure} (exponent ${exponent}, 95 % interval ${exponentInterval.join(' to ')}).`,
        evidence: [
          { label: `class of ${variant}`, value: best },
          { label: 'exponent', value: exponent, interval: exponentInterval, confidence: 0.95, sampleCount: sizes.length },
          { label: 'Akaike weight', value: weight, unit: 'ratio' },
        ],
      },
    ];
  });
}

/** Ten times the size, twice the baseline's time, and not a tenth more of the variant's. */
function flatFindings(suite: string, parameter: string, cases: readonly BenchCase[]): Finding[] {
  const costs = costsByVariant(parameter, cases);
  const baseline = growthOf(costs.get(cases[0]?.baseline ?? ''));
  if (!baseline || baseline.size < 10 || baseline.cost < 2) return [];
  return [...costs].flatMap(([variant, list]): Finding[] => {
    const growth = growthOf(list);
    if (!growth || growth.size < 10 || growth.cost > 1.1) return [];
    return [
      {
        id: 'time-independent-of-size',
        severity: 'medium',
        certainty: 'hint',
        message: `${suite}: "${variant}" takes the same time at ${growth.size} times the ${parameter}, the baseline ${baseline.cost.toFixed(1)} times as much. See that it does the work in every call.`,
        evidence: [
          { label: variant, value: growth.cost, unit: 'ratio' },
          { label: 'baseline', value: baseline.cost, unit: 'ratio' },
        ],
      },
    ];
  });
}

function growthOf(costs: readonly Cost[] = []): { readonly size: number; readonly cost: number } | undefined {
  const [first, last] = [costs[0], costs.at(-1)];
  return first && last && first.size > 0 ? { size: last.size / first.size, cost: last.cost / first.cost } : undefined;
}
