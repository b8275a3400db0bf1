import { join, parse } from 'node:path';
import { writeOutput } from '@nsi/core/cli';
import type { BenchReport, Comparison } from '@nsi/core/report';
import { loadViz, type Viz } from './load-viz.ts';

export interface DrawOptions {
  /** Whether to write `<base>.svg`. */
  readonly plot: boolean;
  /** Whether to write `<base>.html`. */
  readonly report: boolean;
  /** The results file that the pictures stand beside. Default `nsi-bench` in the working directory. */
  readonly output?: string;
}

const words: Readonly<Record<Comparison['verdict'], string>> = Object.freeze({
  regression: 'slower',
  improvement: 'faster',
  'no change': 'no change',
  inconclusive: 'inconclusive',
});

/** Writes what is asked for and tells the files. Throws `NSI_BENCH_VIZ_MISSING` when `@nsi/viz` is not installed. */
export async function drawReport(
  report: BenchReport,
  { plot, report: wantsReport, output = 'nsi-bench.json' }: DrawOptions,
): Promise<string[]> {
  if (!plot && !wantsReport) return [];
  const viz = await loadViz();
  const { dir, name } = parse(output);
  const files: string[] = [];
  if (plot) {
    const file = join(dir, `${name}.svg`);
    await writeOutput(file, await viz.renderSvg(plotOf(report, viz)));
    files.push(file);
  }
  if (wantsReport) {
    const file = join(dir, `${name}.html`);
    await writeOutput(file, await viz.createReport({ benchmark: report }));
    files.push(file);
  }
  return files;
}

/** Ratios with their intervals where there are comparisons, else the times. The chart's ratios are gains: above 1 is faster. */
function plotOf({ cases }: BenchReport, { chart }: Viz): ReturnType<Viz['chart']> {
  const ratios = cases.flatMap(({ id, comparisons }) =>
    comparisons
      .filter(({ ratio, interval }) => [ratio, ...interval].every((value) => Number.isFinite(value) && value > 0))
      .map(({ candidate, baseline, ratio, interval: [low, high], verdict }) => ({
        name: `${id}: ${candidate} against ${baseline}`,
        ratio: 1 / ratio,
        low: 1 / high,
        high: 1 / low,
        verdict: words[verdict],
      })),
  );
  if (ratios.length > 0)
    return chart('ratio', ratios, { title: 'Speed against the baseline', subtitle: 'above 1 is faster; bars are intervals' });
  const times = cases.flatMap(({ id, variants }) =>
    variants.map(({ name, summary }) => ({ name: `${id}: ${name}`, value: summary.median, low: summary.p10, high: summary.p90 })),
  );
  return chart('bar', times, {
    title: 'Time of one call',
    subtitle: 'median; whiskers from the 10 % to the 90 % quantile',
    unit: 'ns',
    better: 'lower',
  });
}
