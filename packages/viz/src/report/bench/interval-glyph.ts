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

const widest = 40;

/** An axis over every interval, with 1× on it. Ratios no axis can hold (zero, infinite) are drawn at its end. */
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

/** 1× and at most four more, equally far apart: powers of two, or of a power of two. */
function ticksBetween(low: number, high: number): readonly number[] {
  const step = Math.max(1, Math.ceil((high - low) / 5));
  const exponents = Array.from({ length: 81 }, (_, index) => (index - 40) * step);
  return exponents
    .filter((exponent) => exponent >= low + 0.02 * (high - low) && exponent <= high - 0.02 * (high - low))
    .map((exponent) => 2 ** exponent);
}

function tickWords(speed: number): string {
  if (speed >= 1) return `${speed < 1e4 ? speed : speed.toExponential(0).replace('e+', 'e')}×`;
  return speed === 0.5 ? '½×' : speed === 0.25 ? '¼×' : `1/${Math.round(1 / speed)}×`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}
