import { light } from '../theme/palette.ts';
import type { AxisScale } from './axis-scale.ts';
import type { SampleSet } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { cleanText } from './clean-text.ts';
import type { Drawing } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, axisTitle, columnLayers, pixels, rowColumns } from './layers.ts';
import { sampleAxis } from './sample-axis.ts';
import { droppedCount, quantile, sampleSentence, type SampleSummary, sampleTable, summarise, summaryText } from './sample-summary.ts';
import { seriesColour } from './series-style.ts';

const rowHeight = 30;
const boxHeight = 16;
const maxOutliers = 60;

/** Boxes from the first to the third quartile with the median; whiskers from the 5th to the 95th percentile; dots beyond. */
export function boxChart(sets: readonly SampleSet[], options: ResolvedChartOptions): Drawing {
  const all = sets.map(summarise);
  const { kept, notes } = keepRows(all, options.maxRows ?? 60, 'sets');
  const { scale, notes: axisNotes } = sampleAxis(kept, options);
  const { names, texts, left, right } = rowColumns(
    kept.map(({ name }) => name),
    kept.map((set) => summaryText(set, options)),
    options.width,
  );
  const values = kept.map((set, row) => ({
    name: names[row],
    text: texts[row],
    series: row,
    ...placesOf(row),
    ...quartilesOf(set, scale),
  }));
  const outliers = kept.flatMap((set, row) => outliersOf(set, scale).map((value) => ({ value, series: row, y: placesOf(row).y })));
  const y = { field: 'y', ...pixels };
  const box = { top: { field: 'top', ...pixels }, bottom: { field: 'bottom' } };
  const color = seriesColour(kept.length);
  return {
    kind: 'box',
    summary: sampleSentence('Box plots', kept, options),
    notes: [...notes, ...missingNote(droppedCount(kept)), ...axisNotes, 'box p25 to p75, whiskers p5 to p95'],
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
    values,
    layers: [
      {
        mark: { type: 'rule', strokeWidth: 1.5 },
        encoding: { x: axisEncoding('p5', scale, { title: axisTitle(options.label, options.better) }), x2: { field: 'p95' }, y, color },
      },
      {
        mark: { type: 'rect', cornerRadius: 2, color: light.paper },
        encoding: { x: { field: 'p25', type: 'quantitative' }, x2: { field: 'p75' }, y: box.top, y2: box.bottom },
      },
      {
        mark: { type: 'rect', cornerRadius: 2, fillOpacity: 0.3, strokeWidth: 1.5 },
        encoding: { x: { field: 'p25', type: 'quantitative' }, x2: { field: 'p75' }, y: box.top, y2: box.bottom, color, stroke: color },
      },
      {
        mark: { type: 'rule', strokeWidth: 2.5, color: light.ink },
        encoding: { x: { field: 'median', type: 'quantitative' }, y: box.top, y2: box.bottom },
      },
      {
        data: { values: outliers },
        mark: { type: 'point', size: 14, filled: false, strokeWidth: 1, opacity: 1 },
        encoding: { x: { field: 'value', type: 'quantitative' }, y, color },
      },
      ...columnLayers(),
    ],
    height: kept.length * rowHeight,
    left,
    right,
  };
}

function placesOf(row: number): { readonly y: number; readonly top: number; readonly bottom: number } {
  const y = (row + 0.5) * rowHeight;
  return { y, top: y - boxHeight / 2, bottom: y + boxHeight / 2 };
}

function quartilesOf({ sorted, median }: SampleSummary, { domain: [low, high] }: AxisScale): Readonly<Record<string, number | null>> {
  const at = (share: number): number | null => (sorted.length === 0 ? null : Math.min(high, Math.max(low, quantile(sorted, share))));
  return {
    p5: at(0.05),
    p25: at(0.25),
    median: sorted.length === 0 || median < low || median > high ? null : median,
    p75: at(0.75),
    p95: at(0.95),
  };
}

/** The outermost samples beyond the whiskers; dots in the thick of others say nothing. */
function outliersOf({ sorted }: SampleSummary, { domain: [low, high] }: AxisScale): readonly number[] {
  const [least, most] = [quantile(sorted, 0.05), quantile(sorted, 0.95)];
  const outside = [...sorted].filter((value) => (value < least || value > most) && value >= low && value <= high);
  return outside.length <= maxOutliers ? outside : [...outside.slice(0, maxOutliers / 2), ...outside.slice(-maxOutliers / 2)];
}
