import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { cpuBoundFn } from './cpu-bound-fn.ts';
import { jsonDominant } from './json-dominant.ts';
import { linearScan } from './linear-scan.ts';

/** `bill` of main.js calls `rateFor` of book.js, which V8 inlined: 900 samples are of line 3 of one of the files. */
const evidence = (main: string, book: string, loops = {}) =>
  evidenceOf({
    stacks: [
      ['bill main.js:9', 900],
      ['rateFor book.js:4', 100],
    ],
    ambiguous: [{ frame: 'bill', samples: 900, lines: ['bill main.js:3', 'rateFor book.js:3'] }],
    lines: {
      'main.js:2': 'function bill(book, id, rates) {',
      'main.js:3': main,
      'main.js:4': '}',
      'book.js:2': 'function rateFor(rates, id, text) {',
      'book.js:3': book,
      'book.js:4': '}',
    },
    loops,
  });

const search = 'return rates.find((rate) => rate.id === id);';

test('of lines of one number, the one that searches is likely what takes the time where the other one only calls it', () => {
  expect(linearScan.test(evidence('return book.rateFor(rates, id);', search))).toMatchObject([
    {
      certainty: 'likely',
      where: [{ file: 'book.js', line: 3, function: 'rateFor' }],
      evidence: expect.arrayContaining([expect.objectContaining({ value: 900 })]),
    },
  ]);
});

test('where the other line may take it as well, nothing is said', () => {
  expect(linearScan.test(evidence('return JSON.parse(id);', search))).toEqual([]);
  expect(jsonDominant.test(evidence('return JSON.parse(id);', search))).toEqual([]);
});

test('a rule that is certain of other lines is no more than likely of these', () => {
  expect(jsonDominant.test(evidence('return book.rateFor(id);', 'return JSON.parse(text);'))).toMatchObject([
    { certainty: 'likely', where: [{ file: 'book.js' }] },
  ]);
});

test('of lines of one number, the one in a loop is hot; of two in loops nothing is known', () => {
  const loop = { 'book.js': [[3, 3]] } as const;

  expect(cpuBoundFn.test(evidence('let best = 0;', 'sum += id;', loop))).toMatchObject([
    { certainty: 'hint', where: [{ file: 'book.js', line: 3, function: 'rateFor' }], signal: { value: 1 } },
  ]);
  expect(cpuBoundFn.test(evidence('let best = 0;', 'sum += id;', { ...loop, 'main.js': [[3, 3]] }))).toEqual([]);
});
