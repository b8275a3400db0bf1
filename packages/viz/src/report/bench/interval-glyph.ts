import { html, type Html } from '../page/html.ts';
import type { Outcome } from './comparison-row.ts';
import { verdictClass } from './verdict-badge.ts';

/** The axis that all intervals of a table share: speed (baseline time over candidate time) on a logarithmic scale, faster to the right. */
export interface SpeedAxis {
  /** Logarithms to base 2 of the ends. */
  readonly low: number;
  readonly high: number;
  /** Speeds with a grid line. */
  readonly ticks: readonly number[];
}

/** Doublings on either side of 1×: with one interval of millions on the axis, nothing else could be told apart. */
const widest = 10;

/** An axis over every interval, with 1× on it and at most 1024× at its ends, where what lies beyond is drawn. */
export function speedAxis(intervals: readonly (readonly [low: number, high: number])[]): SpeedAxis {
  const ends = intervals
    .flatMap(([low, high]) => [-Math.log2(high), -Math.log2(low)])
    .map((end) => Math.min(widest, Math.max(-widest, end)));
  const finite = ends.filter((end) => !Number.isNaN(end));
  const low = Math.min(-0.25, ...finite) - 0.1;
  const high = Math.max(0.25, ...finite) + 0.1;
  return { low, high, ticks: ticksBetween(low, high) };
}

/** The interval as a bar and the estimate as a point on it; the words beside it say the same. */
export function intervalGlyph(axis: SpeedAxis, ratio: number, [low, high]: readonly [low: number, high: number], outcome: Outcome): Html {
  const [left, right, middle] = [positionOf(axis, 1 / high), positionOf(axis, 1 / low), positionOf(axis, 1 / ratio)];
  return html`<svg class="interval interval--${verdictClass[outcome]}" width="100%" height="100%" aria-hidden="true">
    ${gridLines(axis)}
    <rect
      class="interval-bar"
      x="${percent(left)}"
      y="50%"
      width="${percent(Math.max(right - left, 0.004))}"
      height="8"
      rx="4"
      transform="translate(0 -4)"
    />
    <circle class="interval-point" cx="${percent(middle)}" cy="50%" r="4.5" />
  </svg>`;
}

/** The numbers of the axis, for the head of the column. */
export function speedAxisLabels(axis: SpeedAxis): Html {
  const labels = axis.ticks.map(
    (tick) => html`<text x="${percent(positionOf(axis, tick))}" y="11" text-anchor="middle">${tickWords(tick)}</text>`,
  );
  return html`<svg class="interval-axis" width="100%" height="14" aria-hidden="true">${labels}</svg>`;
}

function gridLines(axis: SpeedAxis): readonly Html[] {
  return axis.ticks.map((tick) => {
    const x = percent(positionOf(axis, tick));
    return html`<line class="${tick === 1 ? 'interval-one' : 'interval-grid'}" x1="${x}" x2="${x}" y1="0" y2="100%" />`;
  });
}

function positionOf({ low, high }: SpeedAxis, speed: number): number {
  const at = (Math.log2(speed) - low) / (high - low);
  return Number.isNaN(at) ? 0 : Math.min(1, Math.max(0, at));
}

/** 1× and at most four more: powers of two, or of a power of two; on an axis too short for three of them, fifths and quarters. */
function ticksBetween(low: number, high: number): readonly number[] {
  const edge = 0.02 * (high - low);
  const isInside = (speed: number): boolean => speed === 1 || (Math.log2(speed) >= low + edge && Math.log2(speed) <= high - edge);
  const step = Math.max(1, Math.ceil((high - low) / 5));
  const powers = Array.from({ length: 81 }, (_, index) => 2 ** ((index - 40) * step)).filter((speed) => isInside(speed));
  return powers.length < 3 ? [0.6, 0.8, 1, 1.25, 1.6].filter((speed) => isInside(speed)) : powers;
}

function tickWords(speed: number): string {
  if (speed >= 1) return `${speed < 1e4 ? speed : speed.toExponential(0).replace('e+', 'e')}×`;
  if (speed >= 0.6) return `${speed}×`;
  return speed === 0.5 ? '½×' : speed === 0.25 ? '¼×' : `1/${Math.round(1 / speed)}×`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}
