import type { BenchCase, BenchReport } from '@nsi/core/report';
import { callSamples } from '../report/bench/call-samples.ts';
import { strongest } from '../report/bench/drawn-cases.ts';
import type { ChartRequest } from './chart-request.ts';
import { namedCase } from './named-case.ts';

/** The raw samples of one case, a set for each variant: of the case named, else of the one that changed most. */
export function sampleDistributions<Kind extends 'density' | 'ecdf' | 'histogram' | 'box'>(
  kind: Kind,
  report: BenchReport,
  caseId?: string,
): ChartRequest<Kind> {
  const chosen = caseId === undefined ? mostChanged(report) : namedCase(report, caseId);
  return {
    kind,
    data: (chosen?.variants ?? []).map((variant) => ({ name: variant.name, samples: callSamples(variant) })) as ChartRequest<Kind>['data'],
    options: { title: chosen?.id ?? 'Time of one call', subtitle: 'time of one call', unit: 'ns', better: 'lower' },
  };
}

function mostChanged({ cases }: BenchReport): BenchCase | undefined {
  const change = (benchCase: BenchCase): number => Math.abs(Math.log(strongest(benchCase)?.ratio ?? 1));
  return cases.toSorted((a, b) => change(b) - change(a))[0];
}
