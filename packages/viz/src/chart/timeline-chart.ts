import { formatValue } from '../number-format/format-value.ts';
import { fitText } from '../text-width/fit-text.ts';
import { textWidth } from '../text-width/text-width.ts';
import { light } from '../theme/palette.ts';
import { axisScale, type AxisScale } from './axis-scale.ts';
import type { CurveTrack, SpanTrack, TimelineTrack } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { cleanText, shortName } from './clean-text.ts';
import type { Drawing, Fragment } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisEncoding, columnLayers, pixels, rowColumns } from './layers.ts';
import { placeOn } from './sample-axis.ts';
import { seriesColour } from './series-style.ts';
import { thinLine } from './thin-line.ts';

const trackHeight = 46;
const curveHeight = 34;
const spanHeight = 18;
const maxSpans = 600;
/** Tracks that stand side by side in a table: more would not fit a screen. */
const maxWideTracks = 8;

/** Tracks over one time axis: curves from zero, each at its own height with its range in words, and spans with their labels inside. */
export function timelineChart(tracks: readonly TimelineTrack[], options: ResolvedChartOptions): Drawing {
  const { kept, notes } = keepRows(tracks, options.maxRows ?? 24, 'tracks');
  const time = axisScale([0, ...kept.flatMap(timesOf)], { unit: 'ns', choice: 'linear', tickCount: 8 });
  const { names, texts, left, right } = rowColumns(
    kept.map(({ name }) => name),
    kept.map(trackText),
    options.width,
  );
  const curves = kept.flatMap((track, row) => (isCurve(track) ? curveOf(track, row) : []));
  const spans = kept.flatMap((track, row) => (isCurve(track) ? [] : spansOf(track, row, time, options.width - left - right - 24)));
  const missing = kept.reduce((sum, track) => sum + missingIn(track), 0);
  const color = seriesColour(kept.length);
  return {
    kind: 'timeline',
    summary: `Timeline of ${kept.length} ${kept.length === 1 ? 'track' : 'tracks'} over ${formatValue(time.domain[1], 'ns')}: ${kept.map((track) => `${shortName(track.name)} ${trackText(track)}`).join('; ')}`,
    notes: [...notes, ...missingNote(missing)],
    table: tableOf(tracks),
    text: {
      form: 'lines',
      scale: 'linear',
      lines: kept.map((track) => ({
        label: cleanText(track.name),
        values: isCurve(track) ? track.points.map(({ value }) => finiteOrNull(value)) : coverage(track, time),
        text: trackText(track),
      })),
    },
    values: kept.map((_, row) => ({ name: names[row], text: texts[row], y: base(row) - curveHeight / 2 + 3, base: base(row) })),
    layers: [
      { mark: { type: 'rule', color: light.rule }, encoding: { x: { value: 0 }, x2: { value: 'width' }, y: { field: 'base', ...pixels } } },
      {
        data: { values: curves },
        mark: { type: 'area', fillOpacity: 0.28, line: false },
        encoding: {
          x: axisEncoding('time', time, { title: options.xLabel || 'time' }),
          y: { field: 'top', ...pixels },
          y2: { field: 'base' },
          color,
          detail: { field: 'segment' },
        },
      },
      {
        data: { values: curves },
        mark: { type: 'line', strokeWidth: 1.5 },
        encoding: { x: { field: 'time', type: 'quantitative' }, y: { field: 'top', ...pixels }, color, detail: { field: 'segment' } },
      },
      {
        data: { values: lonely(curves) },
        mark: { type: 'point', filled: true, size: 30, opacity: 1 },
        encoding: { x: { field: 'time', type: 'quantitative' }, y: { field: 'top', ...pixels }, color },
      },
      ...spanLayers(spans, color),
      ...columnLayers(),
    ],
    height: kept.length * trackHeight + 2,
    left,
    right,
  };
}

function isCurve(track: TimelineTrack): track is CurveTrack {
  return 'points' in track;
}

function base(row: number): number {
  return (row + 1) * trackHeight - 4;
}

function timesOf(track: TimelineTrack): readonly number[] {
  return isCurve(track) ? track.points.map(({ timeNs }) => timeNs) : track.spans.flatMap(({ startNs, endNs }) => [startNs, endNs]);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

interface CurvePlace {
  readonly series: number;
  /** Points between two missing values; a curve never bridges a gap. */
  readonly segment: string;
  readonly time: number;
  readonly top: number;
  readonly base: number;
}

/** Zero and the extremes of a track, which fill its height. */
function rangeOf({ points }: CurveTrack): readonly [low: number, high: number] {
  return points.reduce(
    ([low, high], { value }) => (Number.isFinite(value) ? [Math.min(low, value), Math.max(high, value)] : [low, high]),
    [0, 0],
  );
}

function curveOf(track: CurveTrack, row: number): readonly CurvePlace[] {
  const [low, high] = rangeOf(track);
  const ordered = track.points.filter(({ timeNs }) => Number.isFinite(timeNs)).toSorted((a, b) => a.timeNs - b.timeNs);
  let gaps = 0;
  return thinLine(ordered.map(({ timeNs, value }) => ({ x: timeNs, y: value }))).flatMap(({ x, y }) => {
    if (!Number.isFinite(y)) {
      gaps++;
      return [];
    }
    const height = high > low ? ((y - low) / (high - low)) * curveHeight : 0;
    return { series: row, segment: `${row}/${gaps}`, time: x, top: Math.round((base(row) - height) * 10) / 10, base: base(row) };
  });
}

/** Points without a neighbour, which a line would not show. */
function lonely(places: readonly CurvePlace[]): readonly CurvePlace[] {
  return places.filter(({ segment }, index) => places[index - 1]?.segment !== segment && places[index + 1]?.segment !== segment);
}

function spansOf({ spans }: SpanTrack, row: number, time: AxisScale, plotWidth: number): readonly object[] {
  const place = placeOn(time);
  return spans
    .filter(({ startNs, endNs }) => Number.isFinite(startNs) && Number.isFinite(endNs) && endNs >= startNs)
    .slice(0, maxSpans)
    .map(({ startNs, endNs, label = '' }) => {
      const room = (place.to(endNs) - place.to(startNs)) * plotWidth - 10;
      const text = cleanText(label);
      return {
        series: row,
        start: startNs,
        end: endNs,
        top: base(row) - spanHeight - 6,
        bottom: base(row) - 6,
        y: base(row) - 6 - spanHeight / 2,
        text: room < 24 || text === '' ? '' : textWidth(text, 11) <= room ? text : fitText(text, room, 11),
      };
    });
}

function spanLayers(spans: readonly object[], color: Fragment): readonly Fragment[] {
  if (spans.length === 0) return [];
  return [
    {
      data: { values: spans },
      mark: { type: 'rect', cornerRadius: 2, fillOpacity: 0.3, strokeWidth: 1 },
      encoding: {
        x: { field: 'start', type: 'quantitative' },
        x2: { field: 'end' },
        y: { field: 'top', ...pixels },
        y2: { field: 'bottom' },
        color,
        stroke: color,
      },
    },
    {
      data: { values: spans },
      mark: { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: 11, color: light.ink },
      encoding: { x: { field: 'start', type: 'quantitative' }, y: { field: 'y', ...pixels }, text: { field: 'text', type: 'nominal' } },
    },
  ];
}

function trackText(track: TimelineTrack): string {
  if (!isCurve(track)) {
    const total = track.spans.reduce((sum, { startNs, endNs }) => sum + (endNs >= startNs ? endNs - startNs : 0), 0);
    return `${track.spans.length} ${track.spans.length === 1 ? 'span' : 'spans'}, ${formatValue(total, 'ns')}`;
  }
  if (!track.points.some(({ value }) => Number.isFinite(value))) return 'no value';
  const [low, high] = rangeOf(track);
  return `${low === 0 ? '0' : formatValue(low, track.unit)} to ${formatValue(high, track.unit)}`;
}

function missingIn(track: TimelineTrack): number {
  if (isCurve(track)) return track.points.filter(({ timeNs, value }) => !Number.isFinite(timeNs) || !Number.isFinite(value)).length;
  return track.spans.filter(({ startNs, endNs }) => !(endNs >= startNs)).length;
}

/** How much of each of 60 equal stretches of time is covered, for the terminal. */
function coverage({ spans }: SpanTrack, { domain: [low, high] }: AxisScale): readonly number[] {
  const stretch = (high - low) / 60;
  return Array.from({ length: 60 }, (_, index) => {
    const [from, to] = [low + index * stretch, low + (index + 1) * stretch];
    return spans.reduce((sum, { startNs, endNs }) => sum + Math.max(0, Math.min(to, endNs) - Math.max(from, startNs)), 0) / stretch;
  });
}

/** Curves over the same moments stand side by side; anything else one below the other. */
function tableOf(tracks: readonly TimelineTrack[]): Drawing['table'] {
  const curves = tracks.filter(isCurve);
  const [first] = curves;
  if (!first || curves.length < 2 || tracks.length > maxWideTracks || !curves.every(({ points }) => isSameMoments(points, first.points)))
    return longTable(tracks);
  const spans = tracks.filter((track): track is SpanTrack => !isCurve(track));
  const blank = curves.map(() => '');
  return chartTable(
    ['time', ...curves.map(({ name }) => name), ...(spans.length > 0 ? [spans.map(({ name }) => name).join(', ')] : [])],
    [
      ...first.points.map(({ timeNs }, row) => [
        formatValue(timeNs, 'ns'),
        ...curves.map(({ points, unit }) => formatValue(points[row]?.value, unit)),
        ...(spans.length > 0 ? [''] : []),
      ]),
      ...spans.flatMap(({ spans: own }) =>
        own.map(({ startNs, endNs, label = '' }) => [`${formatValue(startNs, 'ns')} to ${formatValue(endNs, 'ns')}`, ...blank, label]),
      ),
    ],
  );
}

function isSameMoments(points: CurveTrack['points'], others: CurveTrack['points']): boolean {
  return points.length === others.length && points.every(({ timeNs }, row) => timeNs === others[row]?.timeNs);
}

function longTable(tracks: readonly TimelineTrack[]): Drawing['table'] {
  return chartTable(
    ['track', 'time', 'value'],
    tracks.flatMap((track) =>
      isCurve(track)
        ? track.points.map(({ timeNs, value }) => [track.name, formatValue(timeNs, 'ns'), formatValue(value, track.unit)])
        : track.spans.map(({ startNs, endNs, label = '' }) => [
            track.name,
            `${formatValue(startNs, 'ns')} to ${formatValue(endNs, 'ns')}`,
            label,
          ]),
    ),
    2,
  );
}
