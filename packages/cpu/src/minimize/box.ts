import { cpuError } from '../errors.ts';

/** The bounds of a minimization. */
export interface Box {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Moves a point to the nearest one inside; returns the same array. */
  clip(x: Float64Array): Float64Array;
}

/** Throws `NSI_CPU_OPTION` when start and bounds do not fit. */
export function createBox(start: ArrayLike<number>, bounds: readonly (readonly [low: number, high: number])[] | undefined): Box {
  const { length } = start;
  if (length === 0) throw cpuError('NSI_CPU_OPTION', 'expected a start of at least one number, got none');
  if (bounds !== undefined && bounds.length !== length)
    throw cpuError('NSI_CPU_OPTION', `expected \`bounds\` for each of ${length} numbers, got ${bounds.length}`);
  for (let index = 0; index < length; index++) {
    if (!Number.isFinite(start[index]))
      throw cpuError('NSI_CPU_OPTION', `expected a start of finite numbers, got ${start[index]} at ${index}`);
    const [low, high] = bounds?.[index] ?? [-Infinity, Infinity];
    if (!(low <= high)) throw cpuError('NSI_CPU_OPTION', `expected bounds from low to high, got [${low}, ${high}] at ${index}`);
  }
  const low = Float64Array.from({ length }, (_, index) => bounds?.[index]?.[0] ?? -Infinity);
  const high = Float64Array.from({ length }, (_, index) => bounds?.[index]?.[1] ?? Infinity);
  return {
    low,
    high,
    clip(x) {
      for (let index = 0; index < length; index++)
        x[index] = Math.min(high[index] as number, Math.max(low[index] as number, x[index] as number));
      return x;
    },
  };
}
