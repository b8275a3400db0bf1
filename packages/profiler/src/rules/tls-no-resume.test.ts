import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { runCollected } from '../../test/run-collected.ts';
import { tlsNoResume } from './tls-no-resume.ts';

test('names the line of the planted program', () => expectFound('tls-no-resume'));

test('tells how many handshakes there were and how long they took', async () => {
  const { finding, report } = await profilePlanted('tls-no-resume', 'slow');
  const handshakes = report.waits?.find(({ kind }) => kind === 'handshake');

  expect(handshakes).toMatchObject({ peer: expect.stringMatching(/^127\.0\.0\.1:\d+$/), count: 44 });
  expect(finding('tls-no-resume')?.evidence).toMatchObject([
    { label: 'peer' },
    { value: 44 },
    { value: 0 },
    { unit: 'ns' },
    { unit: 'ns' },
  ]);
});

test('has nothing to say about its clean twin', () => expectClean('tls-no-resume'));

test('sessions that are taken up again are counted', async () => {
  const { threads } = await runCollected(fileURLToPath(new URL('../../test/planted/tls-no-resume/clean.mjs', import.meta.url)));
  const { counters, waits } = threads[0]!.segments.at(-1)!.activity;
  const handshakes = Object.entries(waits).find(([name]) => name.startsWith('handshake '))?.[1].count ?? 0;

  expect(handshakes).toBeGreaterThanOrEqual(44);
  // The first four connections are made at once, before there is a session.
  expect(counters['tls.resumed']?.count).toBe(handshakes - 4);
});

const evidence = (count: number, resumed: number) =>
  evidenceOf({
    counters: [{ name: 'tls.resumed', count: resumed, keys: [['api:443', resumed]] }],
    waits: [{ kind: 'handshake', peer: 'api:443', count, ns: 0.2e9 }],
  });

test('speaks of 20 handshakes with one peer, less than half of them resumed', () => {
  expect(tlsNoResume.test(evidence(20, 9))).toMatchObject([{ id: 'tls-no-resume', certainty: 'certain', expectedGain: { share: 0.11 } }]);
  expect(tlsNoResume.test(evidence(20, 10))).toEqual([]);
  expect(tlsNoResume.test(evidence(19, 0))).toEqual([]);
});
