import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { throwHot } from './throw-hot.ts';

test('names the line of the planted program', () => expectFound('throw-hot'));

test('has nothing to say about its clean twin', () => expectClean('throw-hot'));

const evidence = (samples: number, text: string) =>
  evidenceOf({
    stacks: [
      ['work app.js:3', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    lines: { 'app.js:3': text },
  });

test('speaks when the interval of the share lies above 10 %', () => {
  expect(throwHot.test(evidence(150, 'if (!row) throw new NotFoundError(id);'))).toMatchObject([
    { id: 'throw-hot', where: [{ file: 'app.js', line: 3 }] },
  ]);
  expect(throwHot.test(evidence(100, 'if (!row) throw new NotFoundError(id);'))).toEqual([]);
  expect(throwHot.test(evidence(150, 'total += price;'))).toEqual([]);
});

test('knows the constructor of an error that is written out', () => {
  const written = evidenceOf({
    stacks: [
      ['parse app.js:9 > RowError app.js:3', 200],
      ['other app.js:20', 800],
    ],
    lines: {
      'app.js:1': 'class RowError extends Error {',
      'app.js:3': 'constructor(row, field) {',
      'app.js:9': "throw new RowError(row, 'amount');",
    },
  });

  expect(throwHot.test(written)).toMatchObject([{ id: 'throw-hot', where: [{ file: 'app.js' }] }]);
});
