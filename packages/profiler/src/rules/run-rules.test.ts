import type { EvidenceName } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { createSourceFiles } from '../source/source-files.ts';
import { defineRule, type ProfileRule, type RuleDefinition } from './define-rule.ts';
import { runRules } from './run-rules.ts';

const here = import.meta.filename;

/** A rule that always speaks about a function of this file. */
function rule(id: string, share: number, more: Partial<RuleDefinition> & { readonly line?: number } = {}): ProfileRule {
  const { line = 10, ...definition } = more;
  return defineRule({
    id,
    needs: ['profile'],
    summary: id,
    test: () => ({
      message: id,
      certainty: 'certain',
      where: [{ file: here, line, function: `at${line}` }],
      signal: { name: 'share', value: share, unit: 'ratio', threshold: 0.1, sampleCount: 100 },
      gain: { share, of: 'cpu' },
    }),
    fix: { whenNot: 'never.' },
    ...definition,
  });
}

const evidence = evidenceOf({
  stacks: [
    [`outer ${here}:5 > at10 ${here}:10`, 60],
    ['main app.js:1', 40],
  ],
});
const run = (rules: readonly ProfileRule[], ignore: readonly string[] = []) =>
  runRules(evidence, { rules, ignore, sources: createSourceFiles() });
const ids = (rules: readonly ProfileRule[], ignore?: readonly string[]) => run(rules, ignore).map(({ id }) => id);

test('of two rules that explain one function, the more specific one speaks', () => {
  expect(ids([rule('general', 0.9, { specificity: 0 }), rule('exact', 0.5, { specificity: 2 }), rule('usual', 0.6)])).toEqual(['exact']);
});

test('two causes in two functions are two findings, the larger first', () => {
  expect(ids([rule('small', 0.2), rule('large', 0.5, { line: 20 })])).toEqual(['large', 'small']);
});

test('a rule that covers another one silences it wherever it points', () => {
  expect(ids([rule('cause', 0.3, { covers: ['effect'] }), rule('effect', 0.8, { line: 20 })])).toEqual(['cause']);
});

test('a usual rule that explains much more than an exact one in the same function speaks too', () => {
  expect(ids([rule('exact', 0.1, { specificity: 2 }), rule('usual', 0.9)])).toEqual(['usual', 'exact']);
});

test('a rule whose evidence was not collected is left out, and so is one that is ignored', () => {
  const needy = (name: EvidenceName) => rule(`needs-${name}`, 0.5, { needs: [name], line: 20 });

  expect(ids([needy('series'), needy('deoptimizations'), needy('callCounts'), needy('counters')])).toEqual(['needs-counters']);
  expect(ids([rule('a', 0.5)], ['a'])).toEqual([]);
});

test('a finding carries its severity by the gain, the source around its place with the heat, and who calls it', () => {
  const [finding] = run([rule('a', 0.35)]);

  expect(finding).toMatchObject({ severity: 'high', fix: { whenNot: 'never.', docs: 'npx @nsi/profiler explain a' } });
  expect(finding!.where![0]!.excerpt).toMatchObject({ firstLine: 7 });
  expect(finding!.where![0]!.excerpt!.shares[3]).toBeCloseTo(0.6, 5);
  expect(finding!.callers).toMatchObject([{ file: here, function: 'outer' }]);
});

test('severity follows the gain: high from 30 %, medium from 10 %', () => {
  expect([0.3, 0.29, 0.1, 0.09].map((share) => run([rule('a', share)])[0]!.severity)).toEqual(['high', 'medium', 'medium', 'low']);
});

test('a share of fewer than 50 samples is a hint', () => {
  const shareOf = (sampleCount: number): ProfileRule =>
    defineRule({
      id: `share-of-${sampleCount}`,
      needs: ['profile'],
      summary: 'a share',
      test: () => ({
        message: 'a share',
        certainty: 'certain',
        where: [],
        signal: { name: 'share of busy samples', value: 0.9, unit: 'ratio', threshold: 0.1, sampleCount },
      }),
      fix: { whenNot: 'never.' },
    });

  expect(run([shareOf(49), shareOf(50)]).map(({ id, certainty }) => [id, certainty])).toEqual([
    ['share-of-50', 'certain'],
    ['share-of-49', 'hint'],
  ]);
});
