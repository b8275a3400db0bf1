import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrayOf, wildArrayOf } from '../../test/sample-values.ts';
import { createArena } from '../arena/arena.ts';
import { classOf, type Dtype, dtypeOf, dtypes, type NumArray } from '../arena/num-array.ts';
import { runBand } from './band-runners.ts';
import { borders } from './image.ts';
import type { KernelCalls } from './kernel-calls.ts';
import { type KernelBuild, loadKernels } from './load-kernels.ts';
import type { Plan } from './plan.ts';
import { planBox, planConvolve3, planGaussian } from './plan-filter.ts';
import { planHistogram } from './plan-histogram.ts';
import { planAxpy, planConvert, planThreshold } from './plan-map.ts';
import { planDot, planMeanVar, planMinMax, planSum } from './plan-reduce.ts';

const builds: readonly KernelBuild[] = ['simd', 'scalar'];
const arena = createArena({ maxBytes: 2 ** 26 });
const calls: Readonly<Record<KernelBuild, KernelCalls>> = {
  simd: loadKernels(arena.memory, 'simd'),
  scalar: loadKernels(arena.memory, 'scalar'),
};

/** Bytes that a plan leaves in its operands and its results, and what is made of its table, whose parts may be used differently. */
function outcomeOf(plan: Plan<unknown>, build: KernelBuild): readonly Uint8Array[] {
  using scope = arena.scope();
  const operands = plan.operands.map(({ array }) => scope.from(array));
  const results = scope.f64(plan.resultLength);
  const table = scope.u8(plan.tableBytes + plan.scratchBytes);
  const work = { op: plan.op, params: plan.params, addresses: operands.map(({ byteOffset }) => byteOffset) };
  if (plan.rows > 0) runBand(calls[build], work, 0, plan.rows, table.byteOffset, results.byteOffset);
  // minMax uses the rest of its results as room to work in.
  const kept = plan.op.startsWith('minMax') ? results.subarray(0, 2) : results;
  const counts = plan.tableBytes > 0 ? plan.finish(results, [new Uint32Array(table.buffer, table.byteOffset, plan.tableBytes / 4)]) : [];
  return [...operands, kept, Uint32Array.from(counts as ArrayLike<number>)].map(
    (view) => new Uint8Array(Uint8Array.from(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))),
  );
}

function expectSame(plan: Plan<unknown> | undefined): void {
  if (!plan) return;
  const [vectors, scalars] = builds.map((build) => outcomeOf(plan, build));
  expect(vectors).toEqual(scalars);
}

const long = { maxLength: 5000, size: 'max' } as const;
const anyArray = fc.constantFrom<Dtype[]>(...dtypes).chain((dtype) => fc.oneof(arrayOf(dtype, long), arrayOf(dtype), wildArrayOf(dtype)));

test('with and without vectors all sums are the same to the bit', () => {
  fc.assert(
    fc.property(anyArray, (array) => {
      for (const accuracy of ['fast', 'pairwise', 'exact'] as const) expectSame(planSum(array, { accuracy }));
      expectSame(planDot(array, array.slice()));
      expectSame(planMeanVar(array));
      if (array.length > 0) expectSame(planMinMax(array));
    }),
    { numRuns: 200 },
  );
});

test('exact sums are the same whatever the order of magnitude and the signs do', () => {
  const jump = fc.tuple(fc.integer({ min: -1074, max: 1020 }), fc.integer({ min: 1, max: 3000 }), fc.constantFrom(0, 3));
  fc.assert(
    fc.property(fc.array(jump, { minLength: 1, maxLength: 4 }), (parts) => {
      const array = Float64Array.from(
        parts.flatMap(([exponent, length, below]) => Array.from({ length }, (_, index) => ((index % 7) - below) * 2 ** exponent)),
      );
      expectSame(planSum(array));
    }),
    { numRuns: 100 },
  );
});

test('with and without vectors all conversions and maps are the same to the bit', () => {
  fc.assert(
    fc.property(anyArray, fc.constantFrom<Dtype[]>(...dtypes), fc.constantFrom(1, 0.37, -2), (array, to, scale) => {
      expectSame(planConvert(array, { to, scale, offset: 0.5 }));
      expectSame(planAxpy(scale, array, array.slice()));
      expectSame(planThreshold(array, { at: scale * 3 }));
      expectSame(planHistogram(array, { bins: 64, range: [0, 1] }));
      expectSame(planHistogram(array, { bins: 10, range: [-100, 100] }));
    }),
    { numRuns: 200 },
  );
});

test('with and without vectors all filters are the same to the bit', () => {
  const sized = fc.tuple(
    fc.integer({ min: 1, max: 90 }),
    fc.integer({ min: 1, max: 30 }),
    fc.constantFrom<Dtype[]>('f32', 'u8', 'i8', 'u16', 'i16'),
  );
  fc.assert(
    fc.property(
      sized.chain(([width, height, dtype]) =>
        arrayOf(dtype, { minLength: width * height, maxLength: width * height }).map((data) => ({ data, width, height })),
      ),
      fc.constantFrom(...borders),
      fc.integer({ min: 1, max: 17 }),
      (image, border, radius) => {
        expectSame(planConvolve3(image, [1, 2, 3, -4, 5, -6, 7, 8, 9], { border }));
        expectSame(planGaussian(image, { sigma: 1.7, radius, border }));
        expectSame(planBox(image, { radius, border }));
      },
    ),
    { numRuns: 100 },
  );
});

test('kernels write only to their outputs', () => {
  using scope = arena.scope();
  for (const dtype of dtypes) {
    const whole: NumArray = scope.from(new (classOf(dtype))(300).fill(7));
    const out = whole.subarray(100, 233);
    const plan = planThreshold(new (classOf(dtype))(133), { at: 0, low: 1, high: 2, out });
    const input = scope.from(plan.operands[0]!.array);
    runBand(calls.simd, { op: plan.op, params: plan.params, addresses: [input.byteOffset, out.byteOffset] }, 0, 133, 0, 0);
    expect(dtypeOf(whole)).toBe(dtype);
    expect([...whole.subarray(0, 100), ...whole.subarray(233)].every((value) => value === 7)).toBe(true);
    expect(out.every((value) => value === 1)).toBe(true);
  }
});
