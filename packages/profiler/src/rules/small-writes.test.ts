import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { smallWrites } from './small-writes.ts';

test('names the line of the planted program', () => expectFound('small-writes'));

test('tells which sizes the writes had', async () => {
  const found = (await profilePlanted('small-writes', 'slow')).finding('small-writes');

  expect(found?.evidence.find(({ label }) => label === 'sizes')?.value).toMatch(/ B to .* B \d/);
});

test('has nothing to say about its clean twin', () => expectClean('small-writes'));

const evidence = (count: number, bytes: number) => evidenceOf({ counters: [{ name: 'fs.writeSync', count, bytes }] });

test('speaks of more than 1,000 small writes a second', () => {
  expect(smallWrites.test(evidence(1100, 11_000))).toMatchObject([{ id: 'small-writes' }]);
  expect(smallWrites.test(evidence(900, 9000))).toEqual([]);
  expect(smallWrites.test(evidence(1100, 2_000_000))).toEqual([]);
});
