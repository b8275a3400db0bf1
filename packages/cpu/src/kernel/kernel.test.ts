import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { createArena } from '../arena/arena.ts';
import type { NumArray } from '../arena/num-array.ts';
import { kernel } from './kernel.ts';
import { parseKernel } from './parse-kernel.ts';

/** Code of the error that `run` throws. */
function codeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? error;
  }
}

const values = (length: number): Float64Array => Float64Array.from({ length }, (_, index) => Math.sin(index * 1.7) * 3);
const clampOf = (x: number, d: number, g: number): number => Math.min(Math.max((x - d) * g, 0), 1);

test('subtracts a dark frame, applies a gain and clamps, as the plain loop does', () => {
  const [x, d] = [values(1001), values(1001).map((value) => value / 3)];

  const out = kernel(clampOf)(x, d, 1.5, new Float64Array(1001));

  expect(out).toEqual(x.map((value, index) => clampOf(value, d[index]!, 1.5)));
});

test('reads and writes arrays of an arena in place, and gives back the output', () => {
  using arena = createArena();
  const x = arena.from(values(40_000));
  const out = arena.f64(40_000);

  expect(kernel((x, k) => x * k + 1)(x, 2, out)).toBe(out);
  expect([...out]).toEqual([...x].map((value) => value * 2 + 1));
});

test('mixes arrays inside and outside an arena, and of two arenas', () => {
  using first = createArena();
  using second = createArena();
  const [x, y] = [first.from(values(5000)), second.from(values(5000))];
  const wanted = [...x].map((value) => value * 2);
  const add = kernel((x, y) => x + y);

  expect([...add(x, y, new Float64Array(5000))]).toEqual(wanted);
  expect([...add(values(5000), x, y)]).toEqual(wanted);
});

test('works on an array that lay in an arena before it grew', () => {
  using arena = createArena({ initialBytes: 2 ** 17, maxBytes: 2 ** 24 });
  const x = arena.from(values(1000));

  const out = arena.f64(500_000).subarray(0, 1000);

  expect([...kernel((x) => x * 2)(x, out)]).toEqual([...values(1000)].map((value) => value * 2));
});

test('the output may be one of the inputs', () => {
  const x = values(3000);
  const wanted = x.map((value) => value * value);

  expect(kernel((a, b) => a * b)(x, x, x)).toEqual(wanted);
});

test.each(['anywhere', 'in an arena'])('reads inputs before an output that overlaps them %s', (where) => {
  using arena = createArena();
  const whole = where === 'anywhere' ? values(101) : arena.from(values(101));
  const wanted = values(101).map((value) => value + 1);

  kernel((x) => x + 1)(whole.subarray(0, 100), whole.subarray(1));

  expect([...whole.subarray(1)]).toEqual([...wanted.subarray(0, 100)]);
});

test('takes arrays at any offset, and of any length', () => {
  const addOne = kernel((x) => x + 1);
  fc.assert(
    fc.property(fc.nat(70), fc.nat(9), (length, offset) => {
      const x = new Float32Array(values(offset + length)).subarray(offset);
      const out = new Uint8Array(new ArrayBuffer(length + 3), 3);

      addOne(x, out);

      expect(out).toEqual(Uint8Array.from(x, (value) => value + 1));
    }),
  );
});

test('converts a result as the output array itself would', () => {
  const hard = Float64Array.of(-1, 256, 2 ** 32 + 3, -(2 ** 40) - 5, NaN, Infinity, 1.5, 2.5, 254.5, -0.7, 65_536.9);
  for (const ArrayClass of [Uint8Array, Uint8ClampedArray, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array]) {
    expect(kernel((x) => x)(hard, new ArrayClass(hard.length) as NumArray)).toEqual(ArrayClass.from(hard));
  }
});

test('stores booleans as 1 and 0', () => {
  expect(kernel((x) => x > 1)(Float64Array.of(0, 2, NaN), new Uint8Array(3))).toEqual(Uint8Array.of(0, 1, 0));
});

test('counts booleans', () => {
  expect(kernel((x) => x > 1).reduce('sum', Float64Array.of(0, 2, NaN, 3))).toBe(2);
});

test('understands blocks of const, if and return', () => {
  const shade = kernel((x: number, low: number) => {
    const span = x - low;
    if (span < 0) return 0;
    else if (span < 1) {
      const square = span * span;
      return square;
    }
    return Math.sqrt(span);
  });

  expect(shade.backend).toBe('wasm');
  expect([...shade(Float64Array.of(-1, 1.5, 5), 1, new Float64Array(3))]).toEqual([0, 0.25, 2]);
});

test("calls the engine's own function where no vector instruction is equal", () => {
  const wave = kernel((x) => Math.sin(x) ** 2 % 0.3);
  const x = values(50);

  expect(wave(x, new Float64Array(50))).toEqual(x.map((value) => Math.sin(value) ** 2 % 0.3));
  expect(wave.explain()).toMatch(/calls\s+%, \*\* or Math\.pow, Math\.sin/);
});

test('names a variable of the code around', () => {
  const gain = 2;

  expect(codeOf(() => kernel((x) => x * gain))).toBe('NSI_CPU_KERNEL_CAPTURE');
  expect(() => kernel((x) => x * gain)).toThrow(/`gain` comes from outside/);
});

test.each<[what: string, fn: (...values: number[]) => number, why: RegExp]>([
  [
    'a loop',
    (x: number) => {
      let sum = 0;
      for (let index = 0; index < 3; index++) sum += x;
      return sum;
    },
    /can change/,
  ],
  ['a global function', (x: number) => Number.parseInt(String(x), 10), /not in the grammar/],
  ['a function without text', Math.hypot, /cannot be read/],
  ['a default value', (x: number, y = 2) => x * y, /not a plain name/],
])('runs %s as it is, and says why', (_, fn, why) => {
  const compute = kernel<number[]>(fn);
  const x = Float64Array.of(1, 2, 3);

  expect(compute.backend).toBe('js');
  expect(compute.explain()).toMatch(why);
  expect(compute(x, new Float64Array(3))).toEqual(x.map((value) => fn(value)));
  expect(compute.reduce('max', x)).toBe(fn(3));
});

test.each<[what: string, run: () => unknown, code: string]>([
  ['no output', () => kernel((x) => x)(...([values(2)] as unknown as [Float64Array, Float64Array])), 'NSI_CPU_KERNEL_ARGUMENTS'],
  [
    'one array too many',
    () => kernel((x) => x)(...([values(2), values(2), values(2)] as unknown as [Float64Array, Float64Array])),
    'NSI_CPU_KERNEL_ARGUMENTS',
  ],
  ['an output that is a number', () => kernel((x) => x)(values(2), 3 as unknown as Float64Array), 'NSI_CPU_ARRAY'],
  ['an input that is a list', () => kernel((x) => x)([1, 2] as unknown as Float64Array, values(2)), 'NSI_CPU_ARRAY'],
  ['64-bit integers', () => kernel((x) => x)(new BigInt64Array(2) as unknown as Float64Array, values(2)), 'NSI_CPU_ARRAY'],
  ['inputs of two lengths', () => kernel((x, y) => x + y)(values(2), values(3), values(2)), 'NSI_CPU_LENGTH'],
  ['an output of another length', () => kernel((x) => x)(values(2), values(3)), 'NSI_CPU_LENGTH'],
  ['memory that was transferred', () => kernel((x) => x)(transferred(), transferred()), 'NSI_CPU_ARRAY'],
  ['no array to reduce over', () => kernel((x) => x).reduce('sum', 2), 'NSI_CPU_KERNEL_ARGUMENTS'],
  ['an unknown reduction', () => kernel((x) => x).reduce('mean' as 'sum', values(2)), 'NSI_CPU_OPTION'],
  ['an async function', () => kernel((async (x: number) => x) as unknown as (x: number) => number), 'NSI_CPU_KERNEL_FUNCTION'],
  ['no function', () => kernel('x' as unknown as (x: number) => number), 'NSI_CPU_KERNEL_FUNCTION'],
  ['an unknown precision', () => kernel((x) => x, { precision: 'f16' as 'f32' }), 'NSI_CPU_OPTION'],
  ['an unknown option', () => kernel((x) => x, { precison: 'f32' } as object), 'NSI_CPU_OPTION'],
])('refuses %s by its code', (_, run, code) => {
  expect(codeOf(run)).toBe(code);
});

function transferred(): Float64Array {
  const array = values(2);
  structuredClone(array.buffer, { transfer: [array.buffer as ArrayBuffer] });
  return array;
}

test('arrays of no elements are left as they are', () => {
  const empty = new Float64Array(0);
  const compute = kernel((x) => x + 1);

  expect(compute(empty, empty)).toBe(empty);
  expect([compute.reduce('sum', empty), compute.reduce('min', empty), compute.reduce('max', empty)]).toEqual([0, Infinity, -Infinity]);
});

test.each([
  ['many terms', `(x) => ${Array.from({ length: 1500 }, (_, index) => `x * ${index}`).join(' + ')}`, 'js'],
  ['brackets within brackets', `(x) => ${'('.repeat(50_000)}x${')'.repeat(50_000)}`, 'js'],
  [
    'a value that is doubled forty times',
    `(x) => { ${Array.from({ length: 40 }, (_, i) => `const a${i + 1} = ${i ? `a${i}` : 'x'} + ${i ? `a${i}` : 'x'};`).join(' ')} return a40; }`,
    'wasm',
  ],
])('is not overwhelmed by %s', (_, text, backend) => {
  const { obstacle, expression } = parseKernel(text, { precision: 'f64', fast: false });

  expect(obstacle === undefined ? 'wasm' : 'js').toBe(backend);
  expect(expression !== undefined).toBe(backend === 'wasm');
});

test('explains a short function that would be endless when written out', () => {
  const compute = kernel((x) => {
    const a = x + x;
    const b = a * a + a;
    const c = b * b + b;
    const d = c * c + c;
    const e = d * d + d;
    const f = e * e + e;
    return f * f + f;
  });

  compute(values(8), new Float64Array(8));

  expect(compute.backend).toBe('wasm');
  expect(compute.explain()).not.toContain('understood as');
});

test('the oldest programs leave the cache, and kernels that use them go on', () => {
  const first = kernel((x) => x + 0.125);
  for (let index = 0; index < 600; index++) functionOf(`(x) => x + ${index}`);

  expect(first(Float64Array.of(1), new Float64Array(1))).toEqual(Float64Array.of(1.125));

  function functionOf(text: string): unknown {
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- a text that no cache has seen
    return kernel(new Function(`return ${text}`)() as (x: number) => number);
  }
});

test('fast may multiply powers out and divide by a reciprocal, to the last bit or so', () => {
  const compute = kernel((x) => x ** 3 / 3, { fast: true });
  const x = values(64);

  const out = compute(x, new Float64Array(64));

  for (const [index, value] of out.entries()) expect(value).toBeCloseTo(x[index]! ** 3 / 3, 12);
  expect(compute.explain()).not.toMatch(/calls/);
  expect(compute.explain()).toMatch(/may differ/);
});

test('explains what it understood, and what the last call compiled', () => {
  const compute = kernel(clampOf, { precision: 'f32' });

  expect(compute.explain()).toMatch(/nothing yet/);
  compute(new Uint16Array(9), new Uint16Array(9), 2, new Uint8Array(9));

  expect(compute.explain()).toContain('x: u16, d: u16, g: number → u8');
  expect(compute.explain()).toContain('i32x4.sub × 4, f32x4.convert_i32x4_s × 4, f32x4.mul × 4');
});

test('a kernel asks for as many inputs as its function has parameters', () => {
  const compute = kernel((x, d, g) => (x - d) * g);

  expectTypeOf(compute).parameter(2).toEqualTypeOf<NumArray | number>();
  expectTypeOf(compute<Uint8Array>).returns.toEqualTypeOf<Uint8Array>();
  // @ts-expect-error: one input is missing
  expect(() => compute(values(1), values(1), values(1))).toThrow(/`x`, `d`, `g` and an array for the output, got 3/);
});
