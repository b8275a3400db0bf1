import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { anyDtype, arrayOf } from '../../test/sample-values.ts';
import { createArena } from '../arena/arena.ts';
import { classOf, type Dtype, dtypeOf, type NumArray } from '../arena/num-array.ts';
import { fitsF32 } from './dtype-code.ts';
import { type Border, borders, type Image } from './image.ts';
import { plainSimd } from './plain/plain-simd.ts';
import { simd } from './simd.ts';

const arena = createArena({ maxBytes: 2 ** 26 });

/** Images of every type and many sizes, with lines closer together and further apart, on the heap and in an arena. */
const anyImage: fc.Arbitrary<Image> = fc
  .record({
    dtype: anyDtype,
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 40 }),
    gap: fc.nat(3),
    isShared: fc.boolean(),
  })
  .chain(({ dtype, width, height, gap, isShared }) => {
    const length = (width + gap) * (height - 1) + width;
    return arrayOf(dtype, { minLength: length, maxLength: length }).map((values) => {
      const data = isShared ? arena.from(values) : values;
      return { data, width, height, stride: width + gap };
    });
  });

const anyBorder: fc.Arbitrary<Border> = fc.constantFrom(...borders);

function release({ data }: Image): void {
  if (arena.owns(data)) arena.free(data);
}

test('convolve3 equals the plain loop, to the bit', () => {
  const weight = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(anyImage, fc.array(weight, { minLength: 9, maxLength: 9 }), anyBorder, (image, weights, border) => {
      expect(simd.convolve3(image, weights, { border })).toEqual(plainSimd.convolve3(image, weights, { border }));
      release(image);
    }),
    { numRuns: 150 },
  );
});

test('gaussian equals the plain loop, to the bit', () => {
  fc.assert(
    fc.property(
      anyImage,
      fc.double({ min: 0.3, max: 4, noNaN: true }),
      fc.integer({ min: 1, max: 17 }),
      anyBorder,
      (image, sigma, radius, border) => {
        expect(simd.gaussian(image, { sigma, radius, border })).toEqual(plainSimd.gaussian(image, { sigma, radius, border }));
        release(image);
      },
    ),
    { numRuns: 150 },
  );
});

test('box equals the plain loop: bytes to the bit, others within the rounding of their sums', () => {
  fc.assert(
    fc.property(anyImage, fc.integer({ min: 0, max: 12 }), anyBorder, (image, radius, border) => {
      const [ours, plain] = [simd.box(image, { radius, border }).data, plainSimd.box(image, { radius, border }).data];
      const tolerance = toleranceOf(image.data);
      for (let index = 0; index < plain.length; index++) expect(Math.abs(ours[index]! - plain[index]!)).toBeLessThanOrEqual(tolerance);
      release(image);
    }),
    { numRuns: 150 },
  );
});

function toleranceOf(data: NumArray): number {
  const dtype = dtypeOf(data);
  if (dtype === 'f32') return 50 * 2 ** -24 * Math.max(...Array.from<number, number>(data, Math.abs));
  // Sums of 16-bit numbers are rounded to 24 bits, which can tip a mean that is next to a half.
  return dtype === 'u16' || dtype === 'i16' ? 1 : 0;
}

test('a NaN stays within the window of its pixel', () => {
  const image = { data: new Float32Array(100 * 100).fill(1), width: 100, height: 100 };
  image.data[50 * 100 + 50] = Number.NaN;

  for (const { data } of [simd.box(image, { radius: 3 }), simd.gaussian(image, { sigma: 1, radius: 3 })]) {
    const spoiled = [...data.keys()].filter((index) => Number.isNaN(data[index]!));
    expect(spoiled.length).toBe(49);
    expect(spoiled.every((index) => Math.abs((index % 100) - 50) <= 3 && Math.abs(Math.floor(index / 100) - 50) <= 3)).toBe(true);
  }
});

test('a constant image stays as it is, at every height, so bands meet without a seam', () => {
  for (const height of [1, 31, 32, 33, 64, 100]) {
    const image = { data: new Uint8Array(50 * height).fill(201), width: 50, height };
    for (const filtered of [
      simd.box(image, { radius: 7 }),
      simd.gaussian(image, { sigma: 2.5 }),
      simd.convolve3(image, [0, 0, 0, 0, 1, 0, 0, 0, 0]),
    ]) {
      expect(filtered.data).toEqual(image.data);
    }
  }
});

test('a blur of bytes is less than one level from the blur of real numbers', () => {
  const extremes = fc.constantFrom(0, 255);
  const side = fc.integer({ min: 1, max: 40 });
  const pixels = fc
    .tuple(side, side)
    .chain(([width, height]) =>
      fc
        .array(fc.oneof(extremes, fc.nat(255)), { minLength: width * height, maxLength: width * height, size: 'max' })
        .map((values) => ({ data: Uint8Array.from(values), width, height })),
    );
  const anyBlur = fc.record({
    sigma: fc.double({ min: 0.2, max: 8, noNaN: true }),
    radius: fc.integer({ min: 1, max: 15 }),
    border: anyBorder,
  });
  fc.assert(
    fc.property(pixels, anyBlur, (image, options) => {
      const real = plainSimd.gaussian({ ...image, data: Float64Array.from(image.data) }, options).data;
      const { data } = simd.gaussian(image, options);
      for (const [index, value] of data.entries()) expect(Math.abs(value - real[index]!)).toBeLessThan(1);
    }),
    { numRuns: 100 },
  );
});

test('a blur keeps every even gray', () => {
  fc.assert(
    fc.property(
      fc.nat(255),
      fc.double({ min: 0.2, max: 8, noNaN: true }),
      fc.integer({ min: 1, max: 17 }),
      fc.constantFrom<Border>('reflect', 'replicate'),
      (gray, sigma, radius, border) => {
        const image = { data: new Uint8Array(37 * 9).fill(gray), width: 37, height: 9 };
        expect(simd.gaussian(image, { sigma, radius, border }).data).toEqual(image.data);
      },
    ),
    { numRuns: 100 },
  );
});

test.each([0, 1, 2, 3, 4, 5, 6, 7])('a box of radius %i divides every sum of its bytes as numbers are divided', (radius) => {
  const side = 2 * radius + 1;
  const area = side * side;
  const sums = 255 * area + 1;
  const columns = 256;
  const width = columns * side;
  const height = Math.ceil(sums / columns) * side;
  // One box for each sum, side by side.
  const data = arena.u8(width * height);
  for (let sum = 0; sum < sums; sum++) {
    const corner = Math.floor(sum / columns) * side * width + (sum % columns) * side;
    const least = Math.floor(sum / area);
    for (let pixel = 0; pixel < area; pixel++) {
      data[corner + Math.floor(pixel / side) * width + (pixel % side)] = least + (pixel < sum % area ? 1 : 0);
    }
  }

  const out = { data: arena.u8(width * height), width, height };
  simd.box({ data, width, height }, { radius, out });

  let wrong = 0;
  for (let sum = 0; sum < sums; sum++) {
    const middle = (Math.floor(sum / columns) * side + radius) * width + (sum % columns) * side + radius;
    if (out.data[middle] !== Math.round(sum / area)) wrong++;
  }
  expect(wrong).toBe(0);
  arena.free(data);
  arena.free(out.data);
});

test('bands meet without a seam in an image of many bands', () => {
  const image = { data: Float32Array.from({ length: 40 * 333 }, (_, index) => Math.sin(index * 0.7) * 100), width: 40, height: 333 };

  expect(simd.gaussian(image, { sigma: 2 })).toEqual(plainSimd.gaussian(image, { sigma: 2 }));
  const bytes = { ...image, data: Uint8Array.from(image.data, (value) => value + 100) };
  for (const radius of [2, 7]) {
    expect(simd.gaussian(bytes, { sigma: 2, radius })).toEqual(plainSimd.gaussian(bytes, { sigma: 2, radius }));
    expect(simd.box(bytes, { radius })).toEqual(plainSimd.box(bytes, { radius }));
  }
  const [ours, plain] = [simd.box(image, { radius: 20 }).data, plainSimd.box(image, { radius: 20 }).data];
  expect(ours.every((value, index) => Math.abs(value - plain[index]!) < 1e-4)).toBe(true);
});

test('writes where it is told, and leaves what lies between the lines', () => {
  const part = { data: new Uint8Array(10 * 5).fill(9), width: 4, height: 5, stride: 10 };
  const image = { data: new Uint8Array(20).fill(3), width: 4, height: 5 };

  expect(simd.box(image, { radius: 1, out: part })).toBe(part);
  for (const [index, value] of part.data.entries()) expect(value).toBe(index % 10 < 4 ? 3 : 9);
});

test('refuses images that do not fit their data, outputs that overlap, and impossible options', () => {
  const image = (data: NumArray, width: number, height: number, stride?: number): Image => ({
    data,
    width,
    height,
    ...(stride === undefined ? {} : { stride }),
  });
  const bytes = new Uint8Array(100);
  const good = image(bytes, 10, 10);
  const cases: readonly (readonly [() => unknown, string])[] = [
    [() => simd.box(image(bytes, 10, 11), { radius: 1 }), 'NSI_CPU_IMAGE'],
    [() => simd.box(image(bytes, 0, 10), { radius: 1 }), 'NSI_CPU_IMAGE'],
    [() => simd.box(image(bytes, 10, 10, 9), { radius: 1 }), 'NSI_CPU_IMAGE'],
    [() => simd.box(good, { radius: 1, out: image(new Uint8Array(90), 9, 10) }), 'NSI_CPU_IMAGE'],
    [() => simd.box(good, { radius: 1, out: image(new Int8Array(100), 10, 10) }), 'NSI_CPU_LENGTH'],
    [() => simd.box(good, { radius: 1, out: good }), 'NSI_CPU_OVERLAP'],
    [() => simd.box(good, { radius: -1 }), 'NSI_CPU_OPTION'],
    [() => simd.box(good, { radius: 1, border: 'mirror' as Border }), 'NSI_CPU_OPTION'],
    [() => simd.gaussian(good, { sigma: 0 }), 'NSI_CPU_OPTION'],
    [() => simd.gaussian(good, { sigma: 1, radius: 2000 }), 'NSI_CPU_OPTION'],
    [() => simd.convolve3(good, [1, 2, 3]), 'NSI_CPU_OPTION'],
    [() => simd.convolve3(image([1, 2] as never, 1, 1), [0, 0, 0, 0, 1, 0, 0, 0, 0]), 'NSI_CPU_ARRAY'],
  ];
  for (const [run, code] of cases) expect(codeOf(run)).toBe(code);
});

test('all types that f32 holds are filtered by kernels', () => {
  const types: readonly Dtype[] = ['f32', 'i8', 'u8', 'u8c', 'i16', 'u16'];
  expect(types.every((dtype) => fitsF32(dtype) && new (classOf(dtype))(1).length === 1)).toBe(true);
});
