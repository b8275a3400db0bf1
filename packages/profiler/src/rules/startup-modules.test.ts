import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { writePlantedPackage } from '../../test/planted-package.ts';
import { startupModules } from './startup-modules.ts';

let written: AsyncDisposable | undefined;
beforeAll(async () => {
  written = await writePlantedPackage();
});
afterAll(() => written?.[Symbol.asyncDispose]());

test('names the line of the planted program', () => expectFound('startup-modules'));

test('has nothing to say about its clean twin', () => expectClean('startup-modules'));

const evidence = (loading: number, rest: number) =>
  evidenceOf({
    stacks: [
      ['(anonymous) app.js:1 > wrapSafe node:internal/modules/cjs/loader:1700', loading],
      ['work app.js:9', rest],
    ],
    report: { packages: [{ name: 'charts', fileCount: 3, samples: loading }] },
    lines: { 'app.js:2': "const { render } = require('charts');" },
  });

test('speaks when loading takes 30 % of the samples, at least 75', () => {
  expect(startupModules.test(evidence(340, 660))).toMatchObject([{ id: 'startup-modules', where: [{ file: 'app.js', line: 2 }] }]);
  expect(startupModules.test(evidence(290, 610))).toEqual([]);
  expect(startupModules.test(evidence(74, 0))).toEqual([]);
});

test('a start-up of 300 ms is worth a hint', () => {
  expect(startupModules.test(evidence(300, 5000))).toMatchObject([{ certainty: 'hint' }]);
  expect(startupModules.test(evidence(299, 5000))).toEqual([]);
});

test('is a hint where hardly anything was loaded', () => {
  const alone = evidenceOf({
    stacks: [
      ['(anonymous) app.js:1 > wrapSafe node:internal/modules/cjs/loader:1700', 340],
      ['work app.js:9', 660],
    ],
    report: { packages: [{ name: '(app)', fileCount: 1, samples: 660 }] },
  });

  expect(startupModules.test(alone)).toMatchObject([{ certainty: 'hint', where: [] }]);
});
