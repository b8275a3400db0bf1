import { expect, test } from 'vitest';
import { randomExpression, randomOf, randomValue } from '../../test/random-expression.ts';
import type { Expression } from './expression.ts';
import { parseKernel } from './parse-kernel.ts';
import { createRangeReader, type ValueRange } from './value-range.ts';

const names = ['x', 'y', 'z'] as const;
const byte: ValueRange = { low: 0, high: 255, mayBeNaN: false, mayBeNegativeZero: false };

test('no value of a random expression lies outside its range', () => {
  const outside: string[] = [];
  for (let seed = 0; seed < 1000; seed++) {
    const random = randomOf(seed);
    const { plain } = randomExpression(random, names, 4);
    const { expression } = parseKernel(`(x, y, z) => ${plain}`, { precision: 'f64', fast: false });
    if (!expression) continue;
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the expression is made by the test
    const run = new Function(...names, `return Number(${plain})`) as (...values: readonly number[]) => number;
    const inputs = names.map((): ValueRange => (random() < 0.5 ? byte : wide));
    const { low, high, mayBeNaN, mayBeNegativeZero } = createRangeReader(inputs, (value) => value)(expression);
    for (let round = 0; round < 20; round++) {
      const values = inputs.map((range) => (range === byte ? Math.floor(random() * 256) : randomValue(random)));
      const value = run(...values);
      const isInside = Number.isNaN(value) ? mayBeNaN : value >= low && value <= high && (mayBeNegativeZero || !Object.is(value, -0));
      if (!isInside) outside.push(`seed ${seed}: ${plain} of ${values.join(', ')} is ${value}`);
    }
  }

  expect(outside.slice(0, 3)).toEqual([]);
});

test('a clamped difference of bytes is a byte', () => {
  const { expression } = parseKernel('(x, y) => Math.min(Math.max(x - y, 0), 255)', { precision: 'f64', fast: false });

  expect(createRangeReader([byte, byte], (value) => value)(expression as Expression)).toEqual(byte);
});

const wide: ValueRange = { low: -Infinity, high: Infinity, mayBeNaN: true, mayBeNegativeZero: true };
