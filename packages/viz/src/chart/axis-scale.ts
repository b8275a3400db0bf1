import { formatDigits } from '../number-format/format-value.ts';
import { type Unit, unitStep, type UnitStep } from '../number-format/unit.ts';
import type { ScaleChoice } from './chart-options.ts';

/** A value axis worked out before any drawing: where it runs, which ticks it has and how a tick is printed. */
export interface AxisScale {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  /** Vega expression that prints `datum.value` by its place among the ticks: the number format stays one piece of code. */
  readonly labelExpression: string;
  /** The printed ticks, for measuring. */
  readonly labels: readonly string[];
}

export interface AxisScaleOptions {
  readonly unit: Unit;
  readonly choice?: ScaleChoice;
  /** A value the axis must hold: 0 for bars, 1 for ratios. */
  readonly include?: number;
  /** Decades from which `auto` takes a logarithm; `Infinity` for never. Default 2. */
  readonly logDecades?: number;
  /** Ticks aimed at. Default 5. */
  readonly tickCount?: number;
}

/** The axis that holds every finite value; `values` of no finite number give 0 to 1. */
export function axisScale(values: Iterable<number>, options: AxisScaleOptions): AxisScale {
  const { unit, choice = 'auto', include, logDecades = 2, tickCount = 5 } = options;
  const range = rangeOf(values);
  const positive = range.lowPositive <= range.high;
  const spansDecades = positive && range.low > 0 && range.high / range.low >= 10 ** logDecades;
  if (positive && (choice === 'log' || (choice === 'auto' && spansDecades))) {
    const low = include !== undefined && include > 0 ? Math.min(range.lowPositive, include) : range.lowPositive;
    const high = include !== undefined && include > 0 ? Math.max(range.high, include) : range.high;
    return logScale(low, high, unit, tickCount);
  }
  const low = range.low <= range.high ? range.low : 0;
  const high = range.low <= range.high ? range.high : 1;
  return linearScale(Math.min(low, include ?? low), Math.max(high, include ?? high), unit, tickCount);
}

interface ValueRange {
  low: number;
  high: number;
  lowPositive: number;
}

function rangeOf(values: Iterable<number>): ValueRange {
  const range = { low: Infinity, high: -Infinity, lowPositive: Infinity };
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    range.low = Math.min(range.low, value);
    range.high = Math.max(range.high, value);
    if (value > 0) range.lowPositive = Math.min(range.lowPositive, value);
  }
  return range;
}

function linearScale(low: number, high: number, unit: Unit, tickCount: number): AxisScale {
  const [from, to] = widened(low, high);
  const step = unitStep(Math.max(Math.abs(from), Math.abs(to)), unit);
  const ticks = evenTicks(from, to, step, tickCount);
  return scaleOf('linear', ticks, () => step, digitsFor(ticks));
}

/** Round ticks at equal distances from the last at or below `from` to the first at or above `to`. */
function evenTicks(from: number, to: number, { divisor }: UnitStep, tickCount: number): readonly number[] {
  const interval = niceInterval((to - from) / divisor / tickCount) * divisor;
  const first = Math.floor(from / interval + 1e-9);
  const last = Math.ceil(to / interval - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * interval));
}

/** A range of nothing becomes one around its value, so that a single sample is still drawn in the middle. */
function widened(low: number, high: number): readonly [number, number] {
  if (high - low > Math.abs(high) * 1e-12) return [low, high];
  if (low === 0) return [0, 1];
  return low > 0 ? [low * 0.5, low * 1.5] : [low * 1.5, low * 0.5];
}

/** 1, 2 or 5 times a power of ten, not below `rough`. */
function niceInterval(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

function logScale(low: number, high: number, unit: Unit, tickCount: number): AxisScale {
  const base = unit === 'bytes' ? 2 : 10;
  const from = high === low ? low / 2 : low;
  const to = high === low ? high * 2 : high;
  const stepOf = (tick: number): UnitStep => unitStep(tick, unit);
  if (to / from < 3 && base === 10) {
    const ticks = evenTicks(from, to, stepOf(to), tickCount).filter((tick) => tick > 0);
    return scaleOf('log', ticks, stepOf, digitsFor(ticks));
  }
  return scaleOf('log', base === 2 ? powersOfTwo(from, to, tickCount) : powersOfTen(from, to, tickCount), stepOf);
}

function powersOfTen(from: number, to: number, tickCount: number): readonly number[] {
  // Not the logarithm of the quotient, which overflows.
  const decades = Math.log10(to) - Math.log10(from);
  const factors = decades <= 3 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / tickCount / 1.6));
  const ticks: number[] = [];
  const start = Math.floor(Math.log10(from) + 1e-9);
  for (let exponent = start; exponent <= Math.ceil(Math.log10(to) - 1e-9) + stride; exponent += factors.length > 1 ? 1 : stride) {
    for (const factor of factors) ticks.push(rounded(factor * 10 ** exponent));
  }
  return trimmed(ticks, from, to);
}

function powersOfTwo(from: number, to: number, tickCount: number): readonly number[] {
  const stride = Math.max(1, Math.ceil((Math.log2(to) - Math.log2(from)) / tickCount));
  const start = Math.floor(Math.log2(from) / stride + 1e-9) * stride;
  const ticks: number[] = [];
  for (let exponent = start; exponent <= Math.log2(to) + stride; exponent += stride) ticks.push(2 ** exponent);
  return trimmed(ticks, from, to);
}

/** From the last tick at or below `from` to the first at or above `to`. A power that no number is as small or large as gives way to the end itself. */
function trimmed(powers: readonly number[], from: number, to: number): readonly number[] {
  const ticks = powers.map((power) => (power === 0 ? from : Number.isFinite(power) ? power : to));
  const first = Math.max(
    0,
    ticks.findLastIndex((tick) => tick <= from * (1 + 1e-9)),
  );
  const last = ticks.findIndex((tick) => tick >= to * (1 - 1e-9));
  return ticks.slice(first, last === -1 ? undefined : last + 1);
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** Digits that tell neighbouring ticks apart. */
function digitsFor(ticks: readonly number[]): number {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const distance = ticks.length > 1 ? (high - low) / (ticks.length - 1) : high;
  return Math.min(15, Math.max(3, Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / distance)) + 2));
}

function scaleOf(type: 'linear' | 'log', ticks: readonly number[], stepOf: (tick: number) => UnitStep, digits = 3): AxisScale {
  const labels = ticks.map((tick) => {
    const { divisor, suffix } = stepOf(tick);
    return formatDigits(tick / divisor, digits) + suffix;
  });
  return {
    type,
    domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1],
    ticks,
    labels,
    labelExpression: `${JSON.stringify(labels)}[indexof(${JSON.stringify(ticks)},datum.value)]`,
  };
}
