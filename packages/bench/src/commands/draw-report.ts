import { join, parse } from 'node:path';
import { writeOutput } from '@nsi/core/cli';
import type { BenchReport } from '@nsi/core/report';
import { loadViz } from './load-viz.ts';

export interface DrawOptions {
  /** Whether to write `<base>.svg` and `<base>.png`. */
  readonly plot: boolean;
  /** Whether to write `<base>.html`. */
  readonly report: boolean;
  /** The results file that the pictures stand beside. Default `nsi-bench` in the working directory. */
  readonly output?: string;
}

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
    const hasComparisons = report.cases.some(({ comparisons }) => comparisons.length > 0);
    const spec = viz.benchmarkChart(hasComparisons ? 'ratio' : 'bar', report);
    const [svg, png] = await Promise.all([viz.renderSvg(spec), viz.renderPng(spec)]);
    for (const [ending, content] of Object.entries({ svg, png })) {
      const file = join(dir, `${name}.${ending}`);
      await writeOutput(file, content);
      files.push(file);
    }
  }
  if (wantsReport) {
    const file = join(dir, `${name}.html`);
    await writeOutput(file, await viz.createReport({ benchmark: report }));
    files.push(file);
  }
  return files;
}
