import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { uncompressedBody } from './uncompressed-body.ts';

test('names the line of the planted program', () => expectFound('uncompressed-body'));

test('has nothing to say about its clean twin', () => expectClean('uncompressed-body'));

test('names the routes and the bytes', async () => {
  const found = (await profilePlanted('uncompressed-body', 'slow')).finding('uncompressed-body');

  expect(found?.evidence.find(({ label }) => label === 'routes')?.value).toMatch(/^\/\S* [\d,]+×/);
  expect(found?.evidence.find(({ label }) => label === 'mean size')?.value).toBeGreaterThan(10_240);
});

const evidence = (plainBytes: number, allBytes: number, { word = 'asked', count = 20 } = {}) =>
  evidenceOf({
    counters: [
      {
        name: 'http.server.response',
        count,
        bytes: allBytes,
        keys: [
          [`application/json; charset=utf-8 undefined large ${word}`, count - 5],
          [`text/html undefined small ${word}`, 5],
        ],
      },
      { name: 'http.server.plain', count: count - 5, bytes: plainBytes, keys: [['/orders/*', count - 5]] },
    ],
  });

test('speaks when a fifth of the bytes of 20 responses is of large texts', () => {
  expect(uncompressedBody.test(evidence(20e6, 100e6))).toMatchObject([{ id: 'uncompressed-body', certainty: 'likely' }]);
  expect(uncompressedBody.test(evidence(20e6, 100e6))[0]?.evidence.at(-1)).toEqual({ label: 'routes', value: '/orders/* 15×' });
  expect(uncompressedBody.test(evidence(19e6, 100e6))).toEqual([]);
  expect(uncompressedBody.test(evidence(20e6, 100e6, { count: 19 }))).toEqual([]);
});

test('is a hint where no client asked for an encoding', () => {
  expect(uncompressedBody.test(evidence(35e6, 100e6, { word: 'unasked' }))).toMatchObject([{ certainty: 'hint' }]);
});
