import { dtypeOf, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import { checkWhole } from './check-operands.ts';
import { typedOf } from './dtype-code.ts';
import { elementwise, type Plan } from './plan.ts';

/** Bins of equal width over a range. */
export interface HistogramOptions {
  /** From 1 to 1,048,576. */
  readonly bins: number;
  /** Lower and upper edge: the last bin holds the upper one as well. What lies outside, and NaN, is not counted. */
  readonly range: readonly [low: number, high: number];
}

const maxBins = 2 ** 20;
const byteTables = 4;

/** The checked options, with the factor that makes a bin's number of a value: `floor((value - low) * scale)`. */
export interface BinScale {
  readonly bins: number;
  readonly low: number;
  readonly high: number;
  readonly scale: number;
}

export function planHistogram(a: NumArray, options: HistogramOptions): Plan<Uint32Array> {
  const dtype = dtypeOf(a);
  const binScale = parseHistogramOptions(options);
  const { bins, low, high, scale } = binScale;
  const counted = { ...elementwise, operands: [{ array: a, use: 'in' } as const], rows: a.length };
  if (typedOf(dtype) === 'U8') {
    return {
      ...counted,
      op: 'histogramBytes',
      params: [],
      tableBytes: byteTables * 1024,
      finish: (_results, tables) => binBytes(tables, binScale),
    };
  }
  // f32 arithmetic is exact when all it does is multiply by a power of two.
  const isPower =
    dtype === 'f32' && low === 0 && Math.fround(high) === high && Number.isInteger(Math.log2(scale)) && Math.fround(scale) === scale;
  return {
    ...counted,
    op: isPower ? 'histogramPowerF32' : `histogram${typedOf(dtype)}`,
    params: [low, high, scale, bins],
    tableBytes: 2 * (bins + 2) * 4,
    finish(_results, tables) {
      const counts = new Uint32Array(bins);
      for (const table of tables) {
        for (let slot = 0; slot <= bins; slot++) {
          const bin = Math.min(slot, bins - 1);
          counts[bin] = (counts[bin] as number) + (table[slot] as number) + (table[bins + 2 + slot] as number);
        }
      }
      return counts;
    },
  };
}

export function parseHistogramOptions({ bins, range }: HistogramOptions): BinScale {
  checkWhole('bins', bins, 1, maxBins);
  const [low, high] = range;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high && Number.isFinite(bins / (high - low)))) {
    throw cpuError('NSI_CPU_OPTION', `expected \`range\` to be two finite numbers, the lower one first, got ${low} and ${high}`);
  }
  return { bins, low, high, scale: bins / (high - low) };
}

/** The bin of a value, or −1. */
export function binOf(value: number, { bins, low, high, scale }: BinScale): number {
  return value >= low && value <= high ? Math.min(Math.floor((value - low) * scale), bins - 1) : -1;
}

function binBytes(tables: readonly Uint32Array[], scale: BinScale): Uint32Array {
  const counts = new Uint32Array(scale.bins);
  for (let value = 0; value < 256; value++) {
    const bin = binOf(value, scale);
    if (bin < 0) continue;
    let count = 0;
    for (const table of tables) for (let turn = 0; turn < byteTables; turn++) count += table[turn * 256 + value] as number;
    counts[bin] = (counts[bin] as number) + count;
  }
  return counts;
}
