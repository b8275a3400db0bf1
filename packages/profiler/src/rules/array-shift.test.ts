import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { arrayShift } from './array-shift.ts';

test('names the line of the planted program', () => expectFound('array-shift'));

test('has nothing to say about its clean twin', () => expectClean('array-shift'));

const evidence = (samples: number, text: string) =>
  evidenceOf({
    stacks: [
      ['work app.js:3', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    lines: { 'app.js:3': text },
  });

test('speaks when the interval of the share lies above 10 %', () => {
  expect(arrayShift.test(evidence(150, 'const next = queue.shift();'))).toMatchObject([
    { id: 'array-shift', where: [{ file: 'app.js', line: 3 }] },
  ]);
  expect(arrayShift.test(evidence(100, 'const next = queue.shift();'))).toEqual([]);
  expect(arrayShift.test(evidence(150, 'total += price;'))).toEqual([]);
});
