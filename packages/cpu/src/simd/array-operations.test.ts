import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyArray, anyDtype, arrayOf, wildArrayOf } from '../../test/sample-values.ts';
import { type ArenaScope, createArena } from '../arena/arena.ts';
import { classOf, type Dtype, dtypeOf, dtypes, type NumArray } from '../arena/num-array.ts';
import { integerRange } from './dtype-code.ts';
import { plainSimd } from './plain/plain-simd.ts';
import { simd } from './simd.ts';

const arena = createArena({ maxBytes: 2 ** 28 });

/** The array itself, a view that begins in the middle of a vector, and the same two in an arena. */
type Place = (array: NumArray, scope: Pick<ArenaScope, 'from'>) => NumArray;
const placed: fc.Arbitrary<Place> = fc.constantFrom<Place[]>(
  (array) => array,
  (array) => shifted(array),
  (array, scope) => scope.from(array),
  (array, scope) => {
    const whole = scope.from(shifted(array).length === 0 ? array : new (classOf(dtypeOf(array)))(array.length + 1));
    const part = whole.subarray(whole.length - array.length);
    part.set(array);
    return part;
  },
);

function shifted(array: NumArray): NumArray {
  const moved = new (classOf(dtypeOf(array)))(array.length + 1).subarray(1);
  moved.set(array);
  return moved;
}

/** Calls both on arrays placed anywhere. */
function compare(check: (array: NumArray) => void, arrays: fc.Arbitrary<NumArray> = anyArray, numRuns = 200): void {
  fc.assert(
    fc.property(arrays, placed, (array, place) => {
      using scope = arena.scope();
      check(place(array, scope));
    }),
    { numRuns },
  );
}

const magnitude = (array: NumArray): number => Array.from<number, number>(array, Math.abs).reduce((sum, value) => sum + value, 0);

describe('sum', () => {
  test('equals the plain loop in every accuracy, within what that accuracy promises', () => {
    compare((array) => {
      const isFloat = ['f32', 'f64'].includes(dtypeOf(array));
      const expected = plainSimd.sum(array);
      const unit = dtypeOf(array) === 'f32' ? 2 ** -24 : 2 ** -53;
      expect(Math.abs(simd.sum(array) - expected)).toBeLessThanOrEqual(isFloat ? 1e-15 * magnitude(array) : 0);
      for (const accuracy of ['fast', 'pairwise'] as const) {
        const bound = isFloat ? unit * (array.length + 1) * magnitude(array) : 0;
        expect(Math.abs(simd.sum(array, { accuracy }) - expected)).toBeLessThanOrEqual(bound);
      }
    });
  });

  test('is exact where everything but a small number cancels', () => {
    expect(simd.sum(Float64Array.of(1e16, 1, -1e16))).toBe(1);
    expect(simd.sum(Float64Array.from({ length: 30_001 }, (_, index) => (index === 30_000 ? 1 : index % 2 === 0 ? 1e16 : -1e16)))).toBe(1);
    const pieces = Float64Array.from({ length: 12_288 }, (_, index) => (index < 4096 ? 1e18 : index < 8192 ? 0.125 : -1e18));
    expect(simd.sum(pieces)).toBe(512);
  });

  test('has a relative error of at most 1e-15 over numbers of all magnitudes', () => {
    const element = fc
      .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -40, max: 40 }), fc.boolean())
      .map(([fraction, exponent, isNegative]) => (isNegative ? -1 : 1) * fraction * 2 ** exponent);
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 6000, size: 'max' }), (values) => {
        const fixed = values.reduce((sum, value) => sum + BigInt(Math.round(value * 2 ** 52)) * 2n ** 40n + rest(value), 0n);
        const exact = Number(fixed) / 2 ** 92;
        expect(Math.abs(simd.sum(Float64Array.from(values)) - exact)).toBeLessThanOrEqual(1e-15 * Math.abs(exact) + 2 ** -92);
      }),
      { numRuns: 20 },
    );
    function rest(value: number): bigint {
      const whole = Math.round(value * 2 ** 52);
      return BigInt(Math.round((value * 2 ** 52 - whole) * 2 ** 40));
    }
  });

  test('passes infinities, NaN and numbers near the end of the scale on', () => {
    for (const filler of [0, 1, 1e300]) {
      const array = new Float64Array(5000).fill(filler);
      array[4000] = Infinity;
      expect(simd.sum(array)).toBe(Infinity);
      array[10] = -Infinity;
      expect(simd.sum(array)).toBeNaN();
    }
    expect(simd.sum(Float64Array.of(Number.NaN, ...new Float64Array(100)))).toBeNaN();
    expect(simd.sum(Float64Array.of(1e308, -1e308, 1e308, 3, ...new Float64Array(20)))).toBe(1e308);
    expect(simd.sum(new Float64Array(5000).fill(5e-324))).toBe(5000 * 5e-324);
  });

  test('adds integers exactly over many bands', () => {
    const array = new Uint32Array(300_000).fill(0xffff_ffff);
    expect(simd.sum(array)).toBe(300_000 * 0xffff_ffff);
    expect(simd.sum(new Int16Array(300_000).fill(-32_768))).toBe(300_000 * -32_768);
  });
});

describe('dot', () => {
  test('equals the plain loop for every pair of types', () => {
    fc.assert(
      fc.property(anyDtype, anyDtype, fc.nat(3000), fc.integer(), placed, (left, right, length, seed, place) => {
        using scope = arena.scope();
        const [a, b] = [place(pseudo(left, length, seed), scope), place(pseudo(right, length, seed + 1), scope)];
        const products = Array.from(a, (value, index) => Math.abs(value * b[index]!)).reduce((sum, value) => sum + value, 0);
        // Products of f32 and their first five additions are rounded to f32.
        const unit = left === 'f32' && right === 'f32' ? 6 * 2 ** -24 : 2 ** -53 * (length + 1);
        expect(Math.abs(simd.dot(a, b) - plainSimd.dot(a, b))).toBeLessThanOrEqual(unit * products);
      }),
      { numRuns: 200 },
    );
  });
});

describe('axpy', () => {
  test('equals the plain loop, element by element', () => {
    fc.assert(
      fc.property(
        anyDtype,
        anyDtype,
        fc.nat(3000),
        fc.double({ min: -3, max: 3, noNaN: true }),
        placed,
        (left, right, length, alpha, place) => {
          using scope = arena.scope();
          const x = place(pseudo(left, length, 5), scope);
          const ours = place(pseudo(right, length, 9), scope);
          const theirs = ours.slice();
          simd.axpy(alpha, x, ours);
          plainSimd.axpy(alpha, x, theirs);
          expect(ours).toEqual(theirs);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('may add an array to itself', () => {
    const array = Float32Array.from({ length: 100 }, (_, index) => index);
    simd.axpy(2, array, array);
    expect([...array.subarray(0, 3), array[99]]).toEqual([0, 3, 6, 297]);
  });
});

test('minMax equals the plain loop, NaN, infinities and both zeros included', () => {
  compare((array) => expect(simd.minMax(array)).toEqual(plainSimd.minMax(array)));
  compare((array) => expect(simd.minMax(array)).toEqual(plainSimd.minMax(array)), anyDtype.chain(wildArrayOf));
  expect(Object.is(simd.minMax(Float64Array.of(-0, -0)).min, 0)).toBe(true);
});

test('meanVar equals the plain loop within rounding', () => {
  const someArray = anyDtype.chain((dtype) => arrayOf(dtype, { minLength: 1 }));
  compare((array) => {
    const [ours, plain] = [simd.meanVar(array), plainSimd.meanVar(array)];
    const size = magnitude(array) / array.length;
    expect(Math.abs(ours.mean - plain.mean)).toBeLessThanOrEqual(1e-12 * size);
    expect(Math.abs(ours.variance - plain.variance)).toBeLessThanOrEqual(1e-12 * (plain.variance + size * size));
  }, someArray);
});

test('meanVar does not lose a small variance beside a large mean', () => {
  const array = Float64Array.from({ length: 400_000 }, (_, index) => 1e9 + (index % 2));
  const { mean, variance } = simd.meanVar(array);

  expect(mean).toBeCloseTo(1e9 + 0.5, 6);
  expect(variance).toBeCloseTo(0.25, 9);
});

test('histogram equals the plain loop for any bins and range', () => {
  fc.assert(
    fc.property(
      anyDtype.chain((dtype) => fc.oneof(arrayOf(dtype), wildArrayOf(dtype))),
      fc.constantFrom(1, 2, 3, 7, 64, 256, 1000),
      fc.constantFrom([0, 1], [0, 256], [-3, 5], [-1000, 1000], [0.1, 0.7], [0, 4]) as fc.Arbitrary<readonly [number, number]>,
      placed,
      (array, bins, range, place) => {
        using scope = arena.scope();
        const input = place(array, scope);
        expect(simd.histogram(input, { bins, range })).toEqual(plainSimd.histogram(input, { bins, range }));
      },
    ),
    { numRuns: 400 },
  );
});

test('threshold equals the plain loop for any edge and levels, in place as well', () => {
  fc.assert(
    fc.property(
      anyDtype.chain((dtype) => fc.tuple(wildArrayOf(dtype), fc.constantFrom(...levelsOf(dtype)))),
      fc.oneof(
        fc.double({ noNaN: true }),
        fc.integer({ min: -300, max: 70_000 }),
        fc.constantFrom(0, -0, 0.1, 1 / 3, -1e-50, Infinity, -Infinity),
      ),
      fc.boolean(),
      placed,
      ([array, [low, high]], at, isInPlace, place) => {
        using scope = arena.scope();
        const input = place(array, scope);
        const expected = plainSimd.threshold(input.slice(), { at, low, high });
        const result = simd.threshold(input, { at, low, high, ...(isInPlace ? { out: input } : {}) });
        expect(result).toEqual(expected);
        expect(result === input).toBe(isInPlace);
      },
    ),
    { numRuns: 400 },
  );
});

test('convert equals the plain loop from every type to every type', () => {
  for (const to of dtypes) {
    fc.assert(
      fc.property(
        anyDtype.chain((dtype) => fc.oneof(arrayOf(dtype), wildArrayOf(dtype))),
        fc.constantFrom(1, 0.5, -2, 255, 1 / 3),
        fc.constantFrom(0, 0.5, -7.25, 1e6),
        placed,
        (array, scale, offset, place) => {
          using scope = arena.scope();
          const input = place(array, scope);
          expect(simd.convert(input, { to, scale, offset })).toEqual(plainSimd.convert(input, { to, scale, offset }));
        },
      ),
      { numRuns: 60 },
    );
  }
});

test('convert keeps within the type whatever is far outside, not finite or not a number', () => {
  const far = [1.2e7, 1.3e7, 2e7, 3e7, 4e9, 3e38, 255.5, 256, 65_535.5, 2 ** 22, 2 ** 23, 2 ** 24, Infinity];
  const values = Float32Array.from([Number.NaN, -0, 0.5, 254.5, ...far, ...far.map((value) => -value)]);
  for (const to of ['i8', 'u8', 'i16', 'u16', 'f32'] as const) {
    for (const offset of [0, 0.25]) {
      expect(simd.convert(values, { to, offset })).toEqual(plainSimd.convert(values, { to, offset }));
    }
  }
});

test('convert writes to an array of an arena, and over its own input when elements are as wide', () => {
  using scope = arena.scope();
  const input = scope.from(Float32Array.of(-1.5, 0.5, 2.5, 300));
  const out = scope.u8(4);
  expect(simd.convert(input, { to: 'u8', out })).toBe(out);
  expect([...out]).toEqual([0, 0, 2, 255]);
  simd.convert(input, { to: 'f32', scale: 2, out: input });
  expect([...input]).toEqual([-3, 1, 5, 600]);
});

test('bands give the same result on copies as in place', () => {
  using scope = arena.scope();
  const heap = pseudo('f32', 400_001, 3);
  const shared = scope.from(heap);

  expect(simd.sum(heap)).toBe(simd.sum(shared));
  expect(simd.dot(heap, heap)).toBe(simd.dot(shared, shared));
  expect(simd.meanVar(heap)).toEqual(simd.meanVar(shared));
  expect(simd.sum(heap, { accuracy: 'pairwise' })).toBe(simd.sum(shared, { accuracy: 'pairwise' }));
  expect(simd.histogram(heap, { bins: 10, range: [-500, 500] })).toEqual(simd.histogram(shared, { bins: 10, range: [-500, 500] }));
});

test('works on arrays of an arena that is full, or was disposed', () => {
  const full = createArena({ initialBytes: 0, maxBytes: 2 ** 20 });
  const array = full.f32(2 ** 18).fill(1);
  expect(simd.sum(array)).toBe(2 ** 18);
  full[Symbol.dispose]();
  expect([...simd.histogram(array, { bins: 2, range: [0, 2] })]).toEqual([0, 2 ** 18]);
  const image = { data: array, width: 512, height: 512 };
  expect(simd.box(image, { radius: 1 }).data.every((value) => Math.abs(value - 1) < 1e-6)).toBe(true);
});

function levelsOf(dtype: Dtype): (readonly [number, number])[] {
  const range = integerRange(dtype);
  return range
    ? [
        [range.least, range.most],
        [range.most, 0],
        [1, 1],
      ]
    : [
        [0, 1],
        [-2.5, Infinity],
        [Number.NaN, 7],
      ];
}

/** Numbers of a linear congruential sequence, so that long arrays cost nothing to shrink. */
function pseudo(dtype: Dtype, length: number, seed: number): NumArray {
  const array = new (classOf(dtype))(length);
  let state = (seed >>> 0) | 1;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    array[index] = integerRange(dtype) ? state >>> 8 : state / 2 ** 22 - 500;
  }
  return array;
}
