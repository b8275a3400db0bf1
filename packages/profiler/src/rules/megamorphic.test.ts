import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { megamorphic } from './megamorphic.ts';

test('names the line of the planted program', { timeout: 120_000 }, async () => {
  const { finding, file, slowLine } = await profilePlanted('megamorphic', 'slow', { mode: 'deep' });

  expect(finding('megamorphic')?.where?.[0]).toMatchObject({ file, line: slowLine });
});

test('has nothing to say about its clean twin', { timeout: 120_000 }, async () => {
  const { findings } = await profilePlanted('megamorphic', 'clean', { mode: 'deep' });

  expect(findings.filter(({ certainty }) => certainty !== 'hint').map(({ id }) => id)).toEqual([]);
});

const evidence = (samples: number, shapeCount: number) =>
  evidenceOf({
    stacks: [
      ['weigh app.js:3', samples],
      ['other app.js:9', 1000 - samples],
    ],
    report: { megamorphic: [{ file: 'app.js', line: 3, column: 9, property: 'weight', isStore: false, shapeCount }] },
  });

test('speaks of five shapes on a hot line', () => {
  expect(megamorphic.test(evidence(70, 5))).toMatchObject([{ id: 'megamorphic', where: [{ line: 3 }] }]);
  expect(megamorphic.test(evidence(60, 5))).toEqual([]);
  expect(megamorphic.test(evidence(70, 4))).toEqual([]);
});
