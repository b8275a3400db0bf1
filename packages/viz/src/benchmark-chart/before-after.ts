import type { BenchReport } from '@nsi/core/report';
import type { ChartRequest } from './chart-request.ts';

/** Median time of every variant that both reports hold, from the earlier to the later one. */
export function beforeAfter(before: BenchReport, after: BenchReport): ChartRequest<'slope'> {
  const earlier = medians(before);
  const data = [...medians(after)].flatMap(([name, value]) => {
    const old = earlier.get(name);
    return old === undefined ? [] : { name, before: old, after: value };
  });
  return {
    kind: 'slope',
    data,
    options: { title: 'Before and after', subtitle: 'median time of one call', unit: 'ns', better: 'lower' },
  };
}

function medians({ cases }: BenchReport): ReadonlyMap<string, number> {
  return new Map(cases.flatMap(({ id, variants }) => variants.map(({ name, summary }) => [`${id} · ${name}`, summary.median] as const)));
}
