import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedCase } from './plan-cases.ts';
import { leftOutFinding, thinCases } from './thin-cases.ts';

/** Cases `name/0`, `name/1`, … of suites with so many each; a case takes a second. */
function planned(counts: readonly number[]): readonly PlannedCase[] {
  return counts.flatMap((count, suite) =>
    Array.from({ length: count }, (_, index) => ({
      id: `suite${suite}/${index}`,
      suite: { name: `suite${suite}` } as PlannedCase['suite'],
      reference: { kind: 'file', url: 'file:///a.ts', suite: `suite${suite}` } as PlannedCase['reference'],
      params: {},
      subjects: [],
      pairs: [],
    })),
  );
}
const oneSecondEach = (cases: readonly PlannedCase[]): number => cases.length * 1000;

test('leaves the middle out first, and keeps the largest of each suite', () => {
  const three = thinCases(planned([3, 1]), oneSecondEach, 3000);
  const least = thinCases(planned([3, 1]), oneSecondEach, 0);

  expect(three.kept.map(({ id }) => id)).toEqual(['suite0/0', 'suite0/2', 'suite1/0']);
  expect(least.kept.map(({ id }) => id)).toEqual(['suite0/2', 'suite1/0']);
  expect(least.leftOut.map(({ id }) => id)).toEqual(['suite0/0', 'suite0/1']);
  expect(leftOutFinding(2000, least).message).toContain('2 of 4 cases were left out');
});

test('never loses a suite, and leaves out no more than it must', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 40_000 }),
      (counts, budgetMs) => {
        const cases = planned(counts);
        const { kept, leftOut } = thinCases(cases, oneSecondEach, budgetMs);

        expect(new Set(kept.map(({ suite }) => suite.name)).size).toBe(counts.length);
        expect(kept.length + leftOut.length).toBe(cases.length);
        expect(kept.length).toBe(Math.min(cases.length, Math.max(counts.length, Math.floor(budgetMs / 1000))));
      },
    ),
  );
});
