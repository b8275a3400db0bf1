import { fitText } from '../text-width/fit-text.ts';
import { light } from '../theme/palette.ts';
import type { AxisScale } from './axis-scale.ts';
import type { LinePoint } from './chart-data.ts';
import { cleanText, isolated } from './clean-text.ts';
import type { Fragment } from './frame.ts';
import { widest } from './row-labels.ts';

/** An axis of words: commits or dates in place of numbers, when every point has one. */
export interface PointLabelScale {
  readonly scale: AxisScale;
  /** The layer that writes as many of the words as fit side by side into `width` pixels, the last one always among them. */
  readonly layer: (width: number) => Fragment;
}

const maxLabelWidth = 90;

export function pointLabelScale(points: readonly LinePoint[]): PointLabelScale | undefined {
  if (points.length === 0 || points.some(({ label, x }) => label === undefined || !Number.isFinite(x))) return undefined;
  const labels = new Map(
    points.toSorted((a, b) => a.x - b.x).map(({ x, label = '' }) => [x, isolated(fitText(cleanText(label), maxLabelWidth, 11))]),
  );
  const places = [...labels.keys()];
  const [low, high] = [places[0] ?? 0, places.at(-1) ?? 1];
  const domain: readonly [number, number] = low === high ? [low - 1, high + 1] : [low, high];
  const layer = (width: number): Fragment => {
    const room = widest([...labels.values()], 11) + 12;
    return {
      data: { values: lastApart(places, (room * (domain[1] - domain[0])) / width).map((x) => ({ x, text: labels.get(x) })) },
      mark: { type: 'text', align: 'center', baseline: 'top', dy: 8, fontSize: 11, color: light.muted },
      encoding: { x: { field: 'x', type: 'quantitative' }, y: { value: 'height' }, text: { field: 'text', type: 'nominal' } },
    };
  };
  return { scale: { type: 'linear', domain, ticks: places, labels: [], labelExpression: "''" }, layer };
}

/** From the last place backwards, those at least `distance` apart. */
function lastApart(places: readonly number[], distance: number): readonly number[] {
  const kept: number[] = [];
  for (const place of places.toReversed()) {
    const next = kept.at(-1);
    if (next === undefined || next - place >= distance) kept.push(place);
  }
  return kept;
}
