import { seriesColours } from '../theme/palette.ts';
import type { Fragment } from './frame.ts';

/** Series that stay apart by colour and by dash or shape together. */
export const maxSeries = 16;

const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [13, 4],
  [4, 2],
  [9, 3, 2, 3, 2, 3],
  [1, 3],
];
const shapes: readonly string[] = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-right',
  'triangle-left',
];

/** Colour by the number in `field`, without a legend: the series are named in words beside the drawing. */
export function seriesColour(count: number, field = 'series'): Fragment {
  return { field, type: 'nominal', scale: scaleOf(count, seriesColours), legend: null };
}

/** Dash by the number in `field`: the second sign beside colour for lines. */
export function seriesDash(count: number, field = 'series'): Fragment {
  return { field, type: 'nominal', scale: scaleOf(count, dashes, 1), legend: null };
}

/** Shape by the number in `field`: the second sign beside colour for points. */
export function seriesShape(count: number, field = 'series'): Fragment {
  return { field, type: 'nominal', scale: scaleOf(count, shapes, 1), legend: null };
}

/** After one round the second sign moves on by one, so that no pair comes twice. */
function scaleOf(count: number, signs: readonly unknown[], shift = 0): Fragment {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return { domain: numbers, range: numbers.map((index) => signs[(index + shift * Math.floor(index / signs.length)) % signs.length]) };
}
