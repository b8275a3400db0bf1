import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { syncFsHot } from './sync-fs-hot.ts';

test('names the line of the planted program', () => expectFound('sync-fs-hot'));

test('tells how many calls, paths and bytes there were', async () => {
  const { evidence: facts = [] } = (await profilePlanted('sync-fs-hot', 'slow')).finding('sync-fs-hot') ?? {};
  const valueOf = (name: string): unknown => facts.find(({ label }) => label === name)?.value;

  expect(valueOf('different paths')).toBeGreaterThanOrEqual(1);
  expect(valueOf('bytes in all')).toBeGreaterThan(valueOf('calls') as number);
});

test('has nothing to say about its clean twin', () => expectClean('sync-fs-hot'));

const evidence = (fileSamples: number, count: number) =>
  evidenceOf({
    stacks: [
      ['render app.js:3 > readFileSync node:fs:400', fileSamples],
      ['render app.js:3', 1000 - fileSamples],
    ],
    counters: [{ name: 'fs.readFileSync', count }],
  });

test('speaks when the interval of the share lies above 5 %, of at least 200 calls', () => {
  expect(syncFsHot.test(evidence(70, 200))).toMatchObject([{ id: 'sync-fs-hot', severity: 'low', where: [{ file: 'app.js', line: 3 }] }]);
  expect(syncFsHot.test(evidence(60, 200))).toEqual([]);
  expect(syncFsHot.test(evidence(70, 199))).toEqual([]);
});

test('knows a call that V8 has put into its caller by the binding it ends in', () => {
  const inlined = evidenceOf({
    stacks: [
      ['save app.js:3 > writeFileUtf8', 200],
      ['rest app.js:9 > writeFileHandle', 800],
    ],
    counters: [{ name: 'fs.writeFileSync', count: 300 }],
  });

  expect(syncFsHot.test(inlined)).toMatchObject([{ signal: { value: 0.2 }, where: [{ file: 'app.js', line: 3 }] }]);
});

test('what the module loader reads is not the program reading', () => {
  const loading = evidenceOf({
    stacks: [
      ['main app.js:3 > (anonymous) node:internal/modules/cjs/loader:1900 > readFileSync node:fs:400', 300],
      ['main app.js:3', 700],
    ],
    counters: [{ name: 'fs.readFileSync', count: 300 }],
  });

  expect(syncFsHot.test(loading)).toEqual([]);
});
