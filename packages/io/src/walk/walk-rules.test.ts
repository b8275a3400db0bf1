import { expect, test } from 'vitest';
import { compileGlobs } from './glob.ts';
import { allKinds, isEntered, type WalkRules } from './walk-rules.ts';

const rulesFor = (...globs: string[]): WalkRules => {
  const { expression, bases } = compileGlobs(globs);
  return { kinds: allKinds, maxDepth: Infinity, followLinks: false, hidden: true, include: expression, bases, prefix: '' };
};

test.each([
  ['src', 1, true],
  ['src/lib', 2, true],
  ['src/lib/deep', 3, false],
  ['closed', 1, false],
  ['srcs', 1, false],
  ['docs', 1, true],
  ['docs/any/where', 3, true],
])('of src/*/*.ts and docs/**, %s at depth %i is entered: %s', (path, depth, expected) => {
  expect(isEntered(rulesFor('src/*/*.ts', 'docs/**'), path, depth)).toBe(expected);
});

test('no folder is entered beyond maxDepth', () => {
  const rules = { ...rulesFor('**'), maxDepth: 2 };

  expect([isEntered(rules, 'a', 1), isEntered(rules, 'a/b', 2)]).toEqual([true, false]);
});
