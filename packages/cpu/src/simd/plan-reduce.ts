import { dtypeOf, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import { accuracies, type Accuracy } from '../options.ts';
import { mixedScratchBytes } from './band-runners.ts';
import { checkSameLength } from './check-operands.ts';
import { addCompensated, addPairwise } from './combine-sums.ts';
import { codeOf, typedOf } from './dtype-code.ts';
import { elementwise, type Plan } from './plan.ts';

/** How `simd.sum` adds. */
export interface SumOptions {
  /**
   * `exact` (the default): f64 compensated, so that the result is that of twice the precision, and f32 in f64. `pairwise`: in the type of the
   * elements, halves added to halves. `fast`: in the type of the elements, sixteen lanes. Integers are always exact up to 2⁵³.
   */
  readonly accuracy?: Accuracy;
}

export function planSum(a: NumArray, { accuracy = 'exact' }: SumOptions = {}): Plan<number> {
  const dtype = dtypeOf(a);
  if (!accuracies.includes(accuracy)) {
    throw cpuError('NSI_CPU_OPTION', `expected \`accuracy\` to be one of ${accuracies.join(', ')}, got ${JSON.stringify(accuracy)}`);
  }
  const isFloat = dtype === 'f32' || dtype === 'f64';
  const name = { fast: 'Fast', pairwise: 'Pairwise', exact: 'Exact' }[accuracy];
  const op = isFloat ? `sum${name}${typedOf(dtype)}` : `sum${typedOf(dtype)}`;
  const resultLength = op === 'sumExactF64' ? 2 : 1;
  return {
    ...elementwise,
    op,
    params: [],
    operands: [{ array: a, use: 'in' }],
    rows: a.length,
    resultLength,
    finish: (results) => (accuracy === 'pairwise' ? addPairwise(results, 0, results.length) : addCompensated(results, resultLength)),
  };
}

export function planDot(a: NumArray, b: NumArray): Plan<number> {
  const [left, right] = [dtypeOf(a), dtypeOf(b)];
  checkSameLength(a, b, ['a', 'b']);
  const isPlain = left === right && (left === 'f32' || left === 'f64');
  return {
    ...elementwise,
    op: isPlain ? `dot${typedOf(left)}` : 'dotMixed',
    params: isPlain ? [] : [codeOf(left), codeOf(right)],
    operands: [
      { array: a, use: 'in' },
      { array: b, use: 'in' },
    ],
    rows: a.length,
    resultLength: 1,
    scratchBytes: isPlain ? 0 : mixedScratchBytes,
    finish: (results) => addCompensated(results, 1),
  };
}

/** Least and greatest element. */
export interface MinMax {
  readonly min: number;
  readonly max: number;
}

export function planMinMax(a: NumArray): Plan<MinMax> {
  return {
    ...elementwise,
    op: `minMax${typedOf(dtypeOf(a))}`,
    params: [],
    operands: [{ array: a, use: 'in' }],
    rows: a.length,
    resultLength: 8,
    finish(results) {
      let min = Infinity;
      let max = -Infinity;
      for (let band = 0; band < results.length; band += 8) {
        min = Math.min(min, results[band] as number);
        max = Math.max(max, results[band + 1] as number);
      }
      return { min, max };
    },
  };
}

/** Mean, and variance of the whole population: the mean of squared deviations. */
export interface MeanVar {
  readonly mean: number;
  readonly variance: number;
}

export function planMeanVar(a: NumArray): Plan<MeanVar> {
  return {
    ...elementwise,
    op: `meanVar${typedOf(dtypeOf(a))}`,
    params: [],
    operands: [{ array: a, use: 'in' }],
    rows: a.length,
    resultLength: 3,
    finish(results) {
      let known = 0;
      let mean = 0;
      let squares = 0;
      // Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
      for (let band = 0; band < results.length; band += 3) {
        const [count, bandMean, bandSquares] = results.subarray(band, band + 3) as unknown as [number, number, number];
        const difference = bandMean - mean;
        const total = known + count;
        squares += bandSquares + (difference * difference * (known * count)) / total;
        mean += (difference * count) / total;
        known = total;
      }
      return known === 0 ? { mean: Number.NaN, variance: Number.NaN } : { mean, variance: squares / known };
    },
  };
}
