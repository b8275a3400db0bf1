import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { cloneVolume } from './clone-volume.ts';

test('names the line of the planted program', () => expectFound('clone-volume'));

test('tells the bytes of each place', async () => {
  const found = (await profilePlanted('clone-volume', 'slow')).finding('clone-volume');

  expect(found?.evidence.find(({ label }) => label === 'by place')?.value).toMatch(/^\w+:\d+ [\d.]+ [KMG]iB/);
});

test('has nothing to say about its clean twin', () => expectClean('clone-volume'));

const evidence = (bytes: number, ns: number) => evidenceOf({ counters: [{ name: 'Worker.postMessage', count: 40, bytes, ns }] });

test('speaks of 50 MB a second, or of a twentieth of the time', () => {
  expect(cloneVolume.test(evidence(60e6, 0))).toMatchObject([{ id: 'clone-volume' }]);
  expect(cloneVolume.test(evidence(5e6, 6e7))).toMatchObject([{ id: 'clone-volume' }]);
  expect(cloneVolume.test(evidence(40e6, 4e7))).toEqual([]);
});
