const timeUnits = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
] as const;

const byteUnits = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
  ['B', 1],
] as const;

/** `1.23 ms` of nanoseconds, with three digits that mean something. */
export function durationText(ns: number): string {
  return withUnit(ns, timeUnits, 'ns');
}

/** `1.5 MiB` of bytes. */
export function bytesText(bytes: number): string {
  return withUnit(bytes, byteUnits, 'B');
}

/** `1 min 12 s` of milliseconds, for waits rather than measurements. */
export function waitText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A ratio of times in words: `1.92× faster`, `4.2 % slower`, `the same`. Below 1 the candidate is faster. */
export function ratioWords(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio <= 0) return 'unknown';
  const factor = ratio < 1 ? 1 / ratio : ratio;
  const direction = ratio < 1 ? 'faster' : 'slower';
  if (factor >= 1.5) return `${digits(factor)}× ${direction}`;
  const percent = Math.abs(ratio - 1) * 100;
  return percent < 0.05 ? 'the same' : `${percent.toFixed(1)} % ${ratio < 1 ? 'less' : 'more'} time`;
}

/** `1.04` or `12.3`: a ratio as a figure. */
export function ratioText(ratio: number): string {
  if (!Number.isFinite(ratio)) return '–';
  return ratio >= 10 ? digits(ratio) : ratio.toFixed(3);
}

/** Three significant digits without an exponent. */
export function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en', { useGrouping: false });
  return value.toFixed(size >= 10 ? 1 : 2);
}

function withUnit(value: number, units: readonly (readonly [string, number])[], smallest: string): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return `0 ${smallest}`;
  const [unit, size] = units.find(([, least]) => Math.abs(value) >= least * 0.9995) ?? [smallest, 1];
  return `${digits(value / size)} ${unit}`;
}
