import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { uncompressedBody } from './uncompressed-body.ts';

test('names the line of the planted program', () => expectFound('uncompressed-body'));

test('has nothing to say about its clean twin', () => expectClean('uncompressed-body'));

const evidence = (large: number, small: number, word = 'asked') =>
  evidenceOf({
    counters: [
      {
        name: 'http.server.response',
        count: large + small,
        keys: [
          [`application/json; charset=utf-8 undefined large ${word}`, large],
          [`text/html undefined small ${word}`, small],
        ],
      },
    ],
  });

test('speaks when a fifth of the responses are large texts', () => {
  expect(uncompressedBody.test(evidence(35, 65))).toMatchObject([{ id: 'uncompressed-body', certainty: 'likely' }]);
  expect(uncompressedBody.test(evidence(25, 75))).toEqual([]);
  expect(uncompressedBody.test(evidence(10, 5))).toEqual([]);
});

test('is a hint where no client asked for an encoding', () => {
  expect(uncompressedBody.test(evidence(35, 65, 'unasked'))).toMatchObject([{ certainty: 'hint' }]);
});
