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

const written = (sites: readonly (readonly [line: number, samples: number])[]) =>
  evidenceOf({
    stacks: [
      ['RowError app.js:3', 200],
      ['other app.js:20', 800],
      ...sites.map(([line, samples]) => [`parse app.js:${line}`, samples] as const),
    ],
    lines: {
      'app.js:1': 'class RowError extends Error {',
      'app.js:2': '  constructor(row, field) {',
      'app.js:3': '    super(`${row}: ${field}`);',
      'app.js:4': '} }',
      'app.js:9': "if (amount) throw new RowError(row, 'amount');",
      'app.js:10': "if (name) throw new RowError(row, 'name');",
    },
  });

test('names the line that makes the errors; where several make many of one class, its constructor', () => {
  expect(throwHot.test(written([[9, 50]]))).toMatchObject([{ id: 'throw-hot', where: [{ line: 9 }, { line: 3 }] }]);
  expect(
    throwHot.test(
      written([
        [9, 50],
        [10, 30],
      ]),
    ),
  ).toMatchObject([{ id: 'throw-hot', where: [{ line: 3 }, { line: 9 }, { line: 10 }] }]);
});

test('checks of arguments in Node.js make no errors', () => {
  const checked = evidenceOf({
    stacks: [
      ['work app.js:3 > wrappedFn node:internal/errors:500', 500],
      ['work app.js:3', 500],
    ],
  });

  expect(throwHot.test(checked)).toEqual([]);
});
