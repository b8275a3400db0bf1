import { axisScale } from './axis-scale.ts';
import type { SampleSet } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { cleanText } from './clean-text.ts';
import type { Drawing } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, axisTitle } from './layers.ts';
import { sampleAxis } from './sample-axis.ts';
import { droppedCount, quantile, sampleSentence, type SampleSummary, sampleTable, summarise, summaryText } from './sample-summary.ts';
import { seriesLegend } from './series-legend.ts';
import { maxSeries, seriesColour, seriesDash } from './series-style.ts';
import { widest } from './row-labels.ts';

const maxSteps = 240;

/** For every value the share of samples that are no larger: nothing is smoothed, whole distributions can be compared. */
export function ecdfChart(sets: readonly SampleSet[], options: ResolvedChartOptions): Drawing {
  const all = sets.map(summarise);
  const { kept, notes } = keepRows(all, options.maxRows ?? maxSeries, 'sets');
  const { scale, notes: axisNotes } = sampleAxis(kept, options);
  const shareAxis = axisScale([0, 1], { unit: 'percent', choice: 'linear' });
  const entries = kept.map((set) => ({ name: set.name, ending: ` · ${summaryText(set, options)}` }));
  const left = widest(shareAxis.labels, 11) + 36;
  const right = widest(scale.labels.slice(-1), 11) / 2;
  const { domain } = scale;
  return {
    kind: 'ecdf',
    summary: sampleSentence('Cumulative distributions', kept, options),
    notes: [...notes, ...missingNote(droppedCount(kept)), ...axisNotes],
    table: sampleTable(all, options),
    text: {
      form: 'bars',
      scale: scale.type,
      origin: 0,
      bars: kept.map((set) => ({
        label: cleanText(set.name),
        value: Number.isFinite(set.median) ? set.median : null,
        text: summaryText(set, options),
      })),
    },
    values: kept.flatMap((set, series) => stepsOf(set, domain).map((step) => ({ series, ...step }))),
    layers: [
      {
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2, clip: true },
        encoding: {
          x: axisEncoding('value', scale, { title: axisTitle(options.label, options.better) }),
          y: axisEncoding('share', shareAxis, { title: 'samples at or below' }),
          color: seriesColour(kept.length),
          strokeDash: seriesDash(kept.length),
        },
      },
      ...seriesLegend(entries, options.width - left - right - 24, 'line'),
    ],
    height: options.height,
    left,
    right,
    isBlank: kept.every(({ sorted }) => sorted.length === 0),
  };
}

/** Every sample of a small set; evenly spaced quantiles of a large one. Starts at 0 on the left and ends at 1 on the right edge. */
function stepsOf(
  { sorted }: SampleSummary,
  [low, high]: readonly [number, number],
): readonly { readonly value: number; readonly share: number }[] {
  if (sorted.length === 0) return [];
  const count = Math.min(maxSteps, sorted.length);
  const steps = Array.from({ length: count }, (_, index) => {
    const share = (index + 1) / count;
    return { value: count === sorted.length ? (sorted[index] ?? 0) : quantile(sorted, share), share };
  });
  return [
    { value: low, share: 0 },
    ...steps.filter(({ value }) => value >= low && value <= high),
    { value: high, share: steps.findLast(({ value }) => value <= high)?.share ?? 0 },
  ];
}
