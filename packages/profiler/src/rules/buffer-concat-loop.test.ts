import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { bufferConcatLoop } from './buffer-concat-loop.ts';

test('names the line of the planted program', () => expectFound('buffer-concat-loop'));

test('has nothing to say about its clean twin', () => expectClean('buffer-concat-loop'));

const evidence = (samples: number) =>
  evidenceOf({
    stacks: [
      ['work app.js:3 > concat node:buffer:600', samples],
      ['rest app.js:9', 1000 - samples],
    ],
    counters: [{ name: 'Buffer.concat', count: 5000, bytes: 50_000 }],
  });

test('speaks when the interval of the share lies above 10 %', () => {
  expect(bufferConcatLoop.test(evidence(150))).toMatchObject([{ id: 'buffer-concat-loop', where: [{ file: 'app.js', line: 3 }] }]);
  expect(bufferConcatLoop.test(evidence(100))).toEqual([]);
});
