import { planAxpy, planConvert, planThreshold } from '../plan-map.ts';
import { planDot, planMeanVar, planMinMax, planSum } from '../plan-reduce.ts';
import type { Simd } from '../simd.ts';
import { plainBox, plainConvolve3, plainGaussian } from './plain-filter.ts';
import { plainAxpy, plainConvert, plainThreshold } from './plain-map.ts';
import { plainDot, plainHistogram, plainMeanVar, plainMinMax, plainSum } from './plain-reduce.ts';

/** The operations as loops of plain JavaScript: same arguments, same checks, no vectors. */
export const plainSimd: Simd = Object.freeze<Simd>({
  sum(a, options) {
    planSum(a, options);
    return plainSum(a, options);
  },
  dot(a, b) {
    planDot(a, b);
    return plainDot(a, b);
  },
  axpy(alpha, x, y) {
    planAxpy(alpha, x, y);
    plainAxpy(alpha, x, y);
  },
  minMax(a) {
    planMinMax(a);
    return plainMinMax(a);
  },
  meanVar(a) {
    planMeanVar(a);
    return plainMeanVar(a);
  },
  histogram: plainHistogram,
  threshold(a, options) {
    const out = planThreshold(a, options).operands[1]?.array as NonNullable<typeof options.out>;
    return plainThreshold(a, { ...options, out });
  },
  convert(a, options) {
    const out = planConvert(a, options).operands[1]?.array as NonNullable<typeof options.out>;
    return plainConvert(a, { ...options, out });
  },
  convolve3: plainConvolve3,
  gaussian: plainGaussian,
  box: plainBox,
});
