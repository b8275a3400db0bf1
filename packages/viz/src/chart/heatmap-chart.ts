import { formatValue } from '../number-format/format-value.ts';
import { light } from '../theme/palette.ts';
import { axisScale, type AxisScale } from './axis-scale.ts';
import type { HeatmapCell } from './chart-data.ts';
import type { ResolvedChartOptions } from './chart-options.ts';
import { chartTable } from './chart-table.ts';
import { cleanText, shortName } from './clean-text.ts';
import type { Drawing, Fragment } from './frame.ts';
import { keepRows, missingNote } from './keep-rows.ts';
import { axisTitle, gap, pixels } from './layers.ts';
import { rowLabels, widest } from './row-labels.ts';
import { placeOn } from './sample-axis.ts';

const steps = 7;
const cellHeight = 28;
const ramp = Array.from({ length: steps }, (_, index) => light[`heat${(index + 1) as 1}`]);
const onRamp = Array.from({ length: steps }, (_, index) => light[`onHeat${(index + 1) as 1}`]);

/** A grid of values in seven steps of one hue; numbers stand in the cells where they fit, and the key names the steps. Of two values for one cell the last counts. */
export function heatmapChart(all: readonly HeatmapCell[], options: ResolvedChartOptions): Drawing {
  const cells = [...new Map(all.map((cell) => [JSON.stringify([cell.x, cell.y]), cell])).values()];
  const columns = keepRows([...new Set(cells.map(({ x }) => x))], 48, 'columns');
  const rows = keepRows([...new Set(cells.map(({ y }) => y))], options.maxRows ?? 60, 'rows');
  const scale = axisScale(
    cells.map(({ value }) => value),
    { unit: options.unit, choice: options.scale },
  );
  const rowNames = rowLabels(rows.kept, options.width * 0.3);
  const left = widest(rowNames) + gap;
  const plotWidth = options.width - left - 24;
  const cellWidth = plotWidth / columns.kept.length;
  const columnNames = rowLabels(columns.kept, Math.max(cellWidth - 6, 110));
  const isUpright = widest(columnNames, 11) > cellWidth - 6;
  const drawn = placedCells(cells, columns.kept, rows.kept, cellWidth, scale, options);
  const hasNumbers =
    widest(
      drawn.map(({ text }) => text),
      11,
    ) <=
    cellWidth - 8;
  const height = rows.kept.length * cellHeight;
  return {
    kind: 'heatmap',
    summary: summaryOf(cells, options),
    notes: [...columns.notes, ...rows.notes, ...missingNote(cells.filter(({ value }) => !Number.isFinite(value)).length)],
    table: chartTable(
      ['row', 'column', 'value'],
      cells.map(({ x, y, value }) => [y, x, formatValue(value, options.unit)]),
      2,
    ),
    text: textOf(cells, columns.kept, rows.kept, scale, options),
    values: drawn,
    layers: [
      cellLayer(),
      ...(hasNumbers ? [numberLayer()] : []),
      namesLayer(
        rowNames.map((text, index) => ({ text, x: -gap, y: (index + 0.5) * cellHeight })),
        { align: 'right' },
      ),
      namesLayer(
        columnNames.map((text, index) => ({ text, x: (index + 0.5) * cellWidth, y: height + 8 })),
        isUpright ? { align: 'right', angle: -90, fontSize: 11 } : { align: 'center', baseline: 'top', fontSize: 11 },
      ),
      ...keyLayers(scale, plotWidth, axisTitle(options.label, options.better)),
    ],
    height,
    left,
    isBlank: drawn.length === 0,
  };
}

interface PlacedCell {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly centre: number;
  readonly middle: number;
  readonly step: number;
  readonly text: string;
}

function placedCells(
  cells: readonly HeatmapCell[],
  columns: readonly string[],
  rows: readonly string[],
  cellWidth: number,
  scale: AxisScale,
  { unit }: ResolvedChartOptions,
): readonly PlacedCell[] {
  const place = placeOn(scale);
  const columnAt = new Map(columns.map((name, index) => [name, index]));
  const rowAt = new Map(rows.map((name, index) => [name, index]));
  return cells.flatMap(({ x, y, value }) => {
    const [column, row] = [columnAt.get(x), rowAt.get(y)];
    if (column === undefined || row === undefined || !Number.isFinite(value) || (scale.type === 'log' && value <= 0)) return [];
    const [left, top] = [column * cellWidth, row * cellHeight];
    return {
      left: left + 1,
      right: left + cellWidth - 1,
      top: top + 1,
      bottom: top + cellHeight - 1,
      centre: left + cellWidth / 2,
      middle: top + cellHeight / 2,
      step: Math.min(steps - 1, Math.max(0, Math.floor(place.to(value) * steps))),
      text: formatValue(value, unit),
    };
  });
}

function stepColour(colours: readonly string[]): Fragment {
  return { field: 'step', type: 'nominal', scale: { domain: colours.map((_, index) => index), range: colours }, legend: null };
}

function cellLayer(): Fragment {
  return {
    mark: { type: 'rect', cornerRadius: 2, stroke: light.axis, strokeWidth: 0.5 },
    encoding: {
      x: { field: 'left', ...pixels },
      x2: { field: 'right' },
      y: { field: 'top', ...pixels },
      y2: { field: 'bottom' },
      fill: stepColour(ramp),
    },
  };
}

function numberLayer(): Fragment {
  return {
    mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: 11 },
    encoding: {
      x: { field: 'centre', ...pixels },
      y: { field: 'middle', ...pixels },
      text: { field: 'text', type: 'nominal' },
      color: stepColour(onRamp),
    },
  };
}

function namesLayer(values: readonly object[], mark: Fragment): Fragment {
  return {
    data: { values },
    mark: { type: 'text', baseline: 'middle', color: light.ink, ...mark },
    encoding: { x: { field: 'x', ...pixels }, y: { field: 'y', ...pixels }, text: { field: 'text', type: 'nominal' } },
  };
}

/** The seven steps above the grid, with the values between them. */
function keyLayers(scale: AxisScale, plotWidth: number, title: string): readonly Fragment[] {
  const width = Math.min(plotWidth, 420);
  const stepWidth = width / steps;
  const place = placeOn(scale);
  const squares = ramp.map((_, step) => ({ step, left: step * stepWidth, right: (step + 1) * stepWidth - 1, top: -40, bottom: -30 }));
  const labels = scale.ticks.map((tick, index) => ({ text: scale.labels[index], x: place.to(tick) * width, y: -26 }));
  const kept = labels.filter(
    ({ x }, index) => index === 0 || index === labels.length - 1 || (x - (labels[0]?.x ?? 0) > 60 && (labels.at(-1)?.x ?? 0) - x > 60),
  );
  return [
    { data: { values: squares }, ...cellLayer() },
    namesLayer(kept, { align: 'center', baseline: 'top', fontSize: 11, color: light.muted }),
    ...(title === ''
      ? []
      : [namesLayer([{ text: title, x: 0, y: -46 }], { align: 'left', baseline: 'bottom', fontSize: 11, color: light.muted })]),
  ];
}

function textOf(
  cells: readonly HeatmapCell[],
  columns: readonly string[],
  rows: readonly string[],
  { type }: AxisScale,
  { unit }: ResolvedChartOptions,
): Drawing['text'] {
  const values = new Map(cells.map(({ x, y, value }) => [JSON.stringify([x, y]), Number.isFinite(value) ? value : null]));
  const finite = cells.map(({ value }) => value).filter(Number.isFinite);
  const range = finite.length === 0 ? 'no value' : `${formatValue(Math.min(...finite), unit)} to ${formatValue(Math.max(...finite), unit)}`;
  return {
    form: 'cells',
    scale: type,
    rows: rows.map((y) => ({ label: cleanText(y), values: columns.map((x) => values.get(JSON.stringify([x, y])) ?? null) })),
    text: `columns: ${columns.map(cleanText).join(', ')} · ${range}`,
  };
}

function summaryOf(cells: readonly HeatmapCell[], { unit }: ResolvedChartOptions): string {
  const finite = cells.filter(({ value }) => Number.isFinite(value)).toSorted((a, b) => a.value - b.value);
  const [least, most] = [finite[0], finite.at(-1)];
  if (!least || !most) return `Heat map of ${cells.length} cells without a finite value`;
  const at = ({ x, y, value }: HeatmapCell): string => `${formatValue(value, unit)} (${shortName(y)}, ${shortName(x)})`;
  return `Heat map of ${cells.length} cells from ${at(least)} to ${at(most)}`;
}
