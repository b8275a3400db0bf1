import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { profilePlanted } from '../../test/profile-planted.ts';
import { deoptLoop } from './deopt-loop.ts';

test('names the line of the planted program', { timeout: 120_000 }, async () => {
  const { finding, file, slowLine } = await profilePlanted('deopt-loop', 'slow', { mode: 'deep' });

  expect(finding('deopt-loop')?.certainty).toBe('likely');
  expect(finding('deopt-loop')?.where?.[0]).toMatchObject({ file, line: slowLine, function: 'revenue' });
});

test('has nothing to say about its clean twin', { timeout: 120_000 }, async () => {
  const { findings } = await profilePlanted('deopt-loop', 'clean', { mode: 'deep' });

  expect(findings.filter(({ certainty }) => certainty !== 'hint').map(({ id }) => id)).toEqual([]);
});

const evidence = (counts: readonly number[], samples = 70, name = 'revenue', threads = 1) =>
  evidenceOf({
    stacks: [
      ['revenue app.js:3', samples],
      ['other app.js:9', 1000 - samples],
    ],
    report: {
      threads: Array.from({ length: threads }) as never,
      deoptimizations: counts.map((count, index) => ({
        file: 'app.js',
        line: 3 + index,
        column: 9,
        reason: 'wrong map',
        ...(name === '' ? {} : { function: name }),
        count,
      })),
    },
  });

test('speaks of five deoptimizations of a hot function, wherever in it', () => {
  expect(deoptLoop.test(evidence([2, 3]))).toMatchObject([
    { certainty: 'likely', signal: { value: 5 }, where: [{ line: 4 }, { line: 3 }] },
  ]);
  expect(deoptLoop.test(evidence([2, 2]))).toEqual([]);
  expect(deoptLoop.test(evidence([5], 60))).toEqual([]);
});

test('is a hint where several threads optimize each for itself, and nothing about functions that have no name', () => {
  expect(deoptLoop.test(evidence([5], 70, 'revenue', 2))).toMatchObject([{ certainty: 'hint' }]);
  expect(deoptLoop.test(evidence([5], 70, ''))).toEqual([]);
});
