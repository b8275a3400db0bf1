import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { workerChatter } from './worker-chatter.ts';

test('names the line of the planted program', () => expectFound('worker-chatter'));

test('has nothing to say about its clean twin', () => expectClean('worker-chatter'));

const evidence = (samples: number, count: number, bytes: number) =>
  evidenceOf({
    stacks: [
      ['send app.js:3 > postMessage', samples],
      ['send app.js:3', 1000 - samples],
    ],
    counters: [{ name: 'Worker.postMessage', count, bytes, places: [{ file: 'app.js', line: 3, count: 9 }] }],
  });

test('speaks of 1,000 small messages that take a fifth', () => {
  expect(workerChatter.test(evidence(230, 1000, 1e5))).toMatchObject([{ id: 'worker-chatter', where: [{ line: 3 }] }]);
  expect(workerChatter.test(evidence(210, 1000, 1e5))).toEqual([]);
  expect(workerChatter.test(evidence(230, 999, 1e5))).toEqual([]);
  expect(workerChatter.test(evidence(230, 1000, 1e8))).toEqual([]);
});
