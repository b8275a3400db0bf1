import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createArena } from '../arena/arena.ts';
import { classOf, dtypes, type Dtype, type NumArray } from '../arena/num-array.ts';
import { randomExpression, randomOf, randomValue } from '../../test/random-expression.ts';
import { kernel } from './kernel.ts';

const length = 23;
/** Seconds on an idle machine; other programs may have it. */
const patienceMs = 240_000;
const names = ['x', 'y', 'z'] as const;
type ThreeNumbers = (x: number, y: number, z: number) => number;

/** The oracle: JavaScript itself. */
const functionOf = (text: string): ThreeNumbers =>
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the expression is made by the test
  new Function('r', `return (${names.join(', ')}) => ${text}`)(Math.fround) as ThreeNumbers;

function arraysOf(random: () => number, types: readonly Dtype[]): readonly NumArray[] {
  return types.map((type) => {
    const array = new (classOf(type))(length);
    for (let index = 0; index < length; index++) array[index] = randomValue(random);
    // A NaN whose bits are not those of JavaScript's own: nothing may see them.
    if (array instanceof Float64Array) new BigUint64Array(array.buffer)[Math.floor(random() * length)] = 0xfff8_0000_dead_beefn;
    return array;
  });
}

/** First difference in any bit that JavaScript can tell, as a sentence. */
function differenceOf(text: string, inputs: readonly NumArray[], got: NumArray, wanted: NumArray): string | undefined {
  const at = [...wanted].findIndex((value, index) => !Object.is(value, got[index]));
  const values = inputs.map((input) => `${input[Symbol.toStringTag]} ${Object.is(input[at], -0) ? '-0' : input[at]}`).join(', ');
  return at < 0
    ? undefined
    : `${text} of ${values}: expected ${inspect(wanted[at])}, got ${inspect(got[at])} (${got[Symbol.toStringTag]}[${at}])`;
}

function expectedOf(
  run: ThreeNumbers,
  [first, second, third]: readonly NumArray[],
  type: Dtype,
  round: (value: number) => number,
): NumArray {
  const wanted = new (classOf(type))(length);
  for (let index = 0; index < length; index++) wanted[index] = run(round(first![index]!), round(second![index]!), round(third![index]!));
  return wanted;
}

test.each([
  { precision: 'f64', first: 0, count: 7000 },
  { precision: 'f32', first: 1_000_000, count: 3000 },
] as const)(
  '$count random expressions in $precision equal JavaScript in every bit, whatever the element types',
  ({ precision, first, count }) => {
    const differences: string[] = [];
    let compiled = 0;
    for (let seed = first; seed < first + count; seed++) {
      const random = randomOf(seed);
      const { plain, rounded } = randomExpression(random, names, 2 + Math.floor(random() * 3));
      const pick = (): Dtype => (random() < 0.4 ? 'f64' : dtypes[Math.floor(random() * dtypes.length)]!);
      const inputs = arraysOf(random, [pick(), pick(), pick()]);
      const type = pick();
      const compute = kernel(functionOf(plain), { precision });
      if (compute.backend === 'wasm') compiled++;

      const got = compute(...(inputs as [NumArray, NumArray, NumArray]), new (classOf(type))(length));

      const isRounded = precision === 'f32' && compute.backend === 'wasm';
      const oracle = isRounded ? functionOf(rounded) : functionOf(plain);
      const difference = differenceOf(plain, inputs, got, expectedOf(oracle, inputs, type, isRounded ? Math.fround : (value) => value));
      if (difference !== undefined) differences.push(`seed ${seed}: ${difference}`);
    }

    expect(differences.slice(0, 5)).toEqual([]);
    expect(compiled).toBeGreaterThan(count * 0.98);
  },
  patienceMs,
);

test(
  'a million random and special values in an arena equal JavaScript in every bit',
  () => {
    const random = randomOf(7);
    using arena = createArena();
    const count = 1_000_003;
    const [x, d, g, out] = [arena.f64(count), arena.f64(count), arena.f64(count), arena.f64(count)];
    for (const array of [x, d, g]) for (let index = 0; index < count; index++) array[index] = randomValue(random);
    const fn = (x: number, d: number, g: number): number => Math.min(Math.max((x - d) * g, 0), Math.round(x)) / Math.sqrt(d);

    kernel(fn)(x, d, g, out);

    let different = 0;
    for (let index = 0; index < count; index++) if (!Object.is(out[index], fn(x[index]!, d[index]!, g[index]!))) different++;
    expect(different).toBe(0);
  },
  patienceMs,
);
