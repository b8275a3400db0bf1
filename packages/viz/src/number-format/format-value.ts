import { unitStep, type Unit } from './unit.ts';

/** `value` with its unit, three significant digits: `1.53 µs`, `12 MiB`, `1.9×`, `84 Mops/s`. What is no number is said in words. */
export function formatValue(value: number | null | undefined, unit: Unit = 'number'): string {
  if (value === null || value === undefined || Number.isNaN(value)) return 'no value';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const step = unitStep(value, unit);
  return `${formatDigits(value / step.divisor, digitsOf(value, unit))}${step.suffix}`;
}

/** `low` to `high` with the unit written once when both are printed in the same one: `1.79–2.03×`. */
export function formatInterval(low: number, high: number, unit: Unit = 'number'): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return `${formatValue(low, unit)} to ${formatValue(high, unit)}`;
  const step = unitStep(high, unit);
  const isSame = unitStep(low, unit) === step || unitStep(low, unit).suffix === step.suffix;
  if (!isSame || low < 0) return `${formatValue(low, unit)} to ${formatValue(high, unit)}`;
  return `${formatDigits(low / step.divisor, digitsOf(low, unit))}–${formatDigits(high / step.divisor, digitsOf(high, unit))}${step.suffix}`;
}

/** Ratios near 1 need a digit more: 1.004 and 0.998 say different things. */
function digitsOf(value: number, unit: Unit): number {
  return unit === 'ratio' && value > 0.9 && value < 1.1 ? 4 : 3;
}

/** `digits` significant digits without trailing zeros; a power of ten beyond what can be read as digits. */
export function formatDigits(value: number, digits = 3): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-3 || size >= 1e6) return withMinus(value.toExponential(digits - 1).replace(/\.?0*e\+?/, 'e'));
  return withMinus(String(Number(size >= 10 ** digits ? value.toFixed(0) : value.toPrecision(digits))));
}

function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}
