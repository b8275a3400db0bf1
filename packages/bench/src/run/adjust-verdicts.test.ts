import type { BenchCase } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { methodLevels } from '../options.ts';
import { pairedRatio } from '../stats/paired-ratio.ts';
import { createRandom, normal } from '../stats/random.ts';
import { adjustVerdicts } from './adjust-verdicts.ts';

const method = methodLevels.strict;
const random = createRandom(12);
const caseOf = (ratio: number, spread: number): BenchCase => {
  const forkRatios = Array.from({ length: 9 }, () => ratio * Math.exp(spread * normal(random)));
  return { comparisons: [{ verdict: pairedRatio(forkRatios, method).verdict, forkRatios }] } as unknown as BenchCase;
};
const verdicts = (cases: readonly BenchCase[]): string[] => cases.flatMap(({ comparisons }) => comparisons.map(({ verdict }) => verdict));

test('a clear regression stands among a hundred cases', () => {
  const cases = [caseOf(1.1, 0.003), ...Array.from({ length: 99 }, () => caseOf(1, 0.003))];

  expect(verdicts(adjustVerdicts(cases, method))[0]).toBe('regression');
});

test('a regression by a hair does not stand among a hundred cases, but alone it does', () => {
  const hair = {
    comparisons: [{ verdict: 'regression', forkRatios: [1.016, 1.02, 1.024, 1.018, 1.022, 1.02, 1.017, 1.025, 1.021] }],
  } as unknown as BenchCase;

  expect(verdicts(adjustVerdicts([hair], method))).toEqual(['regression']);
  expect(verdicts(adjustVerdicts([hair, ...Array.from({ length: 999 }, () => caseOf(1, 0.003))], method))[0]).toBe('inconclusive');
});
