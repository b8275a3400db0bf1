import type { BenchCase, BenchReport } from '@nsi/core/report';
import { formatDigits } from '../../number-format/format-value.ts';
import { renderFigure } from '../page/figure.ts';
import { html, type Html } from '../page/html.ts';
import type { ReportSection } from '../report-section.ts';
import { fitPower, type FittedPower } from '../statistics/power-fit.ts';

const maxDrawnSuites = 6;

/** Time of one call against the size of the input, for every suite that was run at three or more sizes. */
export async function costSection(report: BenchReport): Promise<ReportSection | undefined> {
  const ladders = sizeLadders(report.cases);
  if (ladders.length === 0) return undefined;
  const drawn = ladders.slice(0, maxDrawnSuites);
  const figures = await Promise.all(drawn.map((ladder) => ladderFigure(ladder)));
  return {
    id: 'cost',
    title: 'Cost against size',
    lead: `Both axes are logarithmic: a straight line is a power of the size, and its slope is the exponent. Slope 1 means twice the input, twice the time.${
      ladders.length > drawn.length ? ` Drawn for the first ${drawn.length} of ${ladders.length} suites.` : ''
    }`,
    body: html`<div class="pair">${figures}</div>`,
  };
}

/** One suite over the values of one numeric parameter, everything else equal. */
export interface SizeLadder {
  readonly name: string;
  readonly param: string;
  readonly series: readonly { readonly name: string; readonly points: readonly { readonly x: number; readonly y: number }[] }[];
}

const minSizes = 3;

/** The cases of a suite that differ in one numeric parameter only, as lines. */
export function sizeLadders(cases: readonly BenchCase[]): readonly SizeLadder[] {
  const ladders = new Map<string, { name: string; param: string; cases: BenchCase[] }>();
  for (const benchCase of cases) {
    for (const [param, value] of Object.entries(benchCase.params)) {
      if (typeof value !== 'number' || benchCase.variants.length === 0) continue;
      const others = Object.entries(benchCase.params).filter(([name]) => name !== param);
      const name = [`${benchCase.category}/${benchCase.suite}`, ...others.map(([name, other]) => `${name} ${String(other)}`)].join(', ');
      const key = JSON.stringify([name, param]);
      const ladder = ladders.get(key) ?? { name, param, cases: [] };
      ladder.cases.push(benchCase);
      ladders.set(key, ladder);
    }
  }
  return [...ladders.values()]
    .filter((ladder) => new Set(ladder.cases.map(({ params }) => params[ladder.param])).size >= minSizes)
    .map((ladder) => linesOf(ladder));
}

function linesOf({
  name,
  param,
  cases,
}: {
  readonly name: string;
  readonly param: string;
  readonly cases: readonly BenchCase[];
}): SizeLadder {
  const names = [...new Set(cases.flatMap(({ variants }) => variants.map((variant) => variant.name)))];
  const series = names.map((variantName) => ({
    name: variantName,
    points: cases
      .flatMap(({ params, variants }) =>
        variants.filter((variant) => variant.name === variantName).map(({ summary }) => ({ x: Number(params[param]), y: summary.median })),
      )
      .toSorted((a, b) => a.x - b.x),
  }));
  return { name, param, series };
}

async function ladderFigure({ name, param, series }: SizeLadder): Promise<Html> {
  return await renderFigure({
    kind: 'line',
    width: 'half',
    data: series,
    options: { title: name, unit: 'ns', label: 'time of one call', xLabel: param, scale: 'log', xScale: 'log', height: 220 },
    caption: series.map(({ name, points }) => `${name} grows ${growthWords(fitPower(points))}.`).join(' '),
  });
}

/** `about as n^1.02 (95 % interval 0.98 to 1.06), close to linear`. */
export function growthWords(fit: FittedPower | undefined): string {
  if (!fit) return 'by no law that these sizes show';
  const [low, high] = fit.interval;
  const bounds = Number.isFinite(low) ? ` (95 % interval ${formatDigits(low)} to ${formatDigits(high)})` : '';
  const law = laws.find(({ exponent }) => Math.abs(exponent - fit.exponent) < 0.1);
  return `about as ${powerWords(fit.exponent)}${bounds}${law ? `, close to ${law.words}` : ''}`;
}

const laws = Object.freeze([
  { exponent: 0, words: 'constant' },
  { exponent: 1, words: 'linear' },
  { exponent: 2, words: 'quadratic' },
  { exponent: 3, words: 'cubic' },
]);

function powerWords(exponent: number): string {
  return `n^${formatDigits(Number(exponent.toFixed(2)))}`;
}
