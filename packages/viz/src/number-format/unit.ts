/**
 * What a number counts, in base units: `ns` nanoseconds, `bytes` bytes, `ops/s` operations per second, `ratio` candidate over baseline,
 * `percent` a share from 0 to 1, `count` whole things, `number` no unit. Any other text is printed behind the number as it is.
 */
export type Unit = 'ns' | 'bytes' | 'ops/s' | 'ratio' | 'percent' | 'count' | 'number' | (string & {});

/** One printable step of a unit: values from `from` on are divided by `divisor` and followed by `suffix`. */
export interface UnitStep {
  readonly from: number;
  readonly divisor: number;
  readonly suffix: string;
}

const kibi = 1024;

const steps: Readonly<Record<string, readonly UnitStep[]>> = Object.freeze({
  ns: [
    { from: 0, divisor: 1, suffix: ' ns' },
    { from: 1e3, divisor: 1e3, suffix: ' µs' },
    { from: 1e6, divisor: 1e6, suffix: ' ms' },
    { from: 1e9, divisor: 1e9, suffix: ' s' },
    { from: 60e9, divisor: 60e9, suffix: ' min' },
    { from: 3600e9, divisor: 3600e9, suffix: ' h' },
  ],
  bytes: [
    { from: 0, divisor: 1, suffix: ' B' },
    { from: kibi, divisor: kibi, suffix: ' KiB' },
    { from: kibi ** 2, divisor: kibi ** 2, suffix: ' MiB' },
    { from: kibi ** 3, divisor: kibi ** 3, suffix: ' GiB' },
    { from: kibi ** 4, divisor: kibi ** 4, suffix: ' TiB' },
  ],
  ratio: [{ from: 0, divisor: 1, suffix: '×' }],
  percent: [{ from: 0, divisor: 0.01, suffix: ' %' }],
});

/** The steps of `unit`, smallest first. Units without steps of their own count in thousands: `12.5 k`, `3 M`, `1.2 G`. */
export function unitSteps(unit: Unit): readonly UnitStep[] {
  const own = Object.hasOwn(steps, unit) ? steps[unit] : undefined;
  if (own !== undefined) return own;
  const name = unit === 'count' || unit === 'number' ? '' : ` ${unit}`;
  return [
    { from: 0, divisor: 1, suffix: name },
    { from: 1e4, divisor: 1e3, suffix: ` k${name.trim()}` },
    { from: 1e6, divisor: 1e6, suffix: ` M${name.trim()}` },
    { from: 1e9, divisor: 1e9, suffix: ` G${name.trim()}` },
    { from: 1e12, divisor: 1e12, suffix: ` T${name.trim()}` },
  ];
}

/** The step `value` is printed in. */
export function unitStep(value: number, unit: Unit): UnitStep {
  const size = Math.abs(value);
  const all = unitSteps(unit);
  return all.findLast(({ from }) => size >= from) ?? (all[0] as UnitStep);
}
