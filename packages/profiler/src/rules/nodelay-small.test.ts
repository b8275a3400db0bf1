import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { nodelaySmall } from './nodelay-small.ts';

test('names the line of the planted program', () => expectFound('nodelay-small'));

test('tells which sizes the writes had', async () => {
  const found = (await profilePlanted('nodelay-small', 'slow')).finding('nodelay-small');

  expect(found?.evidence.find(({ label }) => label === 'sizes')?.value).toMatch(/ B to .* B \d/);
});

test('has nothing to say about its clean twin', () => expectClean('nodelay-small'));

const evidence = (count: number, repeatCount: number, bytes: number, samples = 200) =>
  evidenceOf({
    stacks: [
      ['send app.js:3 > writeUtf8String', samples],
      ['send app.js:3', 1000 - samples],
    ],
    counters: [{ name: 'net.Socket.write', count, repeatCount, bytes }],
  });

test('speaks of 500 small writes, five a turn', () => {
  expect(nodelaySmall.test(evidence(500, 400, 5000))).toMatchObject([{ id: 'nodelay-small', certainty: 'certain' }]);
  expect(nodelaySmall.test(evidence(499, 400, 5000))).toEqual([]);
  expect(nodelaySmall.test(evidence(500, 390, 5000))).toEqual([]);
  expect(nodelaySmall.test(evidence(500, 400, 600_000))).toEqual([]);
  expect(nodelaySmall.test(evidence(500, 400, 5000, 50))).toEqual([]);
});
