import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { consoleHot } from './console-hot.ts';

test('names the line of the planted program', () => expectFound('console-hot'));

test('has nothing to say about its clean twin', () => expectClean('console-hot'));

const evidence = (samples: number) =>
  evidenceOf({
    stacks: [
      ['work app.js:3 > formatWithOptions node:internal/util/inspect:2000', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    counters: [{ name: 'console.log', count: 5000, bytes: 50_000 }],
  });

test('speaks when the interval of the share lies above 10 %', () => {
  expect(consoleHot.test(evidence(150))).toMatchObject([{ id: 'console-hot', where: [{ file: 'app.js', line: 3 }] }]);
  expect(consoleHot.test(evidence(100))).toEqual([]);
});
