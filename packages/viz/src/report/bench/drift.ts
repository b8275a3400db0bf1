import type { BenchCase, BenchReport } from '@nsi/core/report';
import { formatValue } from '../../number-format/format-value.ts';
import { renderFigure } from '../page/figure.ts';
import { html, type Html } from '../page/html.ts';
import { renderTable } from '../page/table.ts';
import type { ReportSection } from '../report-section.ts';
import { forkSamples, medianOf } from './call-samples.ts';
import { drawnCases } from './drawn-cases.ts';

const maxDrawnCases = 5;
const slices = 10;

/** Whether the numbers wandered while they were measured: within a process, and from one process to the next. */
export async function driftSection(report: BenchReport): Promise<ReportSection | undefined> {
  const drifts = report.cases
    .map((benchCase) => ({ benchCase, drift: driftOf(benchCase) }))
    .filter(({ drift }) => drift.sliceRatios.length > 0);
  if (drifts.length === 0) return undefined;
  const drawn = new Set(drawnCases(report, maxDrawnCases));
  const series = drifts
    .filter(({ benchCase }) => drawn.has(benchCase))
    .map(({ benchCase, drift }) => ({ name: benchCase.id, points: drift.sliceRatios.map((y, index) => ({ x: index + 1, y })) }));
  const figure = await renderFigure({
    kind: 'line',
    width: 'full',
    data: series,
    options: {
      unit: 'ratio',
      label: 'time against the median',
      xLabel: 'tenth of the measurement',
      scale: 'linear',
      xScale: 'linear',
      height: 240,
    },
    caption:
      'Time of one call in each tenth of a process’s measurement against its median, all processes together. A level line is a steady program on a steady machine.',
  });
  return {
    id: 'drift',
    title: 'Steadiness',
    lead: 'Variants take turns within each process, so a drift hits all of them alike and leaves the ratios true. It says how calm the machine was.',
    body: html`${figure}${driftTable(drifts)}`,
  };
}

/** How a case's baseline moved while it was measured. */
export interface Drift {
  /** Median of each tenth of the run over the median of its process; the middle over all processes. */
  readonly sliceRatios: readonly number[];
  /** Last tenth over first. */
  readonly trend: number;
  /** Slowest process's median over the fastest's. */
  readonly spread: number;
}

/** The drift of the baseline, or of the first variant where there is no baseline. */
export function driftOf({ variants, baseline }: BenchCase): Drift {
  const variant = variants.find(({ name }) => name === baseline) ?? variants[0];
  const forks = (variant?.forks ?? []).map((fork) => forkSamples(fork)).filter(({ length }) => length >= slices);
  const sliceRatios =
    forks.length === 0 ? [] : Array.from({ length: slices }, (_, slice) => medianOf(forks.map((samples) => sliceRatio(samples, slice))));
  const medians = forks.map((samples) => medianOf(samples));
  return {
    sliceRatios,
    trend: (sliceRatios.at(-1) ?? Number.NaN) / (sliceRatios[0] ?? Number.NaN),
    spread: Math.max(...medians) / Math.min(...medians),
  };
}

function sliceRatio(samples: readonly number[], slice: number): number {
  const [start, end] = [slice, slice + 1].map((at) => Math.floor((at * samples.length) / slices));
  return medianOf(samples.slice(start, end)) / medianOf(samples);
}

function driftTable(drifts: readonly { readonly benchCase: BenchCase; readonly drift: Drift }[]): Html {
  const table = renderTable({
    caption: 'Steadiness of every case, told by its baseline',
    columns: [
      { label: 'Case' },
      { label: 'End against start', isNumeric: true, hint: 'Last tenth of the measurement over the first' },
      { label: 'Between processes', isNumeric: true, hint: 'Slowest process over the fastest' },
    ],
    rows: drifts.map(({ benchCase: { id }, drift: { trend, spread } }) => ({
      search: id.toLocaleLowerCase('en'),
      cells: [
        { content: html`<bdi>${id}</bdi>` },
        { content: formatValue(trend, 'ratio'), sortBy: trend },
        { content: formatValue(spread, 'ratio'), sortBy: spread },
      ],
    })),
  });
  return html`<details class="part">
    <summary>Steadiness in numbers</summary>
    ${table}
  </details>`;
}
