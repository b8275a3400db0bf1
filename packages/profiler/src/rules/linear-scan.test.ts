import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { linearScan } from './linear-scan.ts';

test('names the line of the planted program', () => expectFound('linear-scan'));

test('has nothing to say about its clean twin', () => expectClean('linear-scan'));

const evidence = (samples: number, text: string) =>
  evidenceOf({
    stacks: [
      ['work app.js:3', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    lines: { 'app.js:3': text },
  });

test('speaks when the interval of the share lies above 20 %', () => {
  expect(linearScan.test(evidence(290, 'return users.find((one) => one.id === id);'))).toMatchObject([
    { id: 'linear-scan', where: [{ file: 'app.js', line: 3 }] },
  ]);
  expect(linearScan.test(evidence(200, 'return users.find((one) => one.id === id);'))).toEqual([]);
  expect(linearScan.test(evidence(290, 'total += price;'))).toEqual([]);
});
