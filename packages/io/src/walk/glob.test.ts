import { matchesGlob } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGlobs } from './glob.ts';

const matches = (glob: string, path: string): boolean => compileGlobs([glob]).expression.test(path);

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 3 });
const pieces = fc.oneof(name, fc.constantFrom('*', '?', '[ab]', '[!a]', '{a,bc}', '*b', 'a*c'));
const glob = fc
  .array(fc.oneof({ weight: 3, arbitrary: pieces }, { weight: 1, arbitrary: fc.constant('**') }), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

test('matches what node:path says matches', () => {
  fc.assert(
    fc.property(glob, path, (pattern, candidate) => {
      // `a/**` takes in `a` here.
      const expected = matchesGlob(candidate, pattern) || (pattern.endsWith('/**') && matches(pattern.slice(0, -3), candidate));
      expect([pattern, candidate, matches(pattern, candidate)]).toEqual([pattern, candidate, expected]);
    }),
    { numRuns: 2000 },
  );
});

test('a match lies where its base says', () => {
  fc.assert(
    fc.property(glob, path, (pattern, candidate) => {
      const { expression, bases } = compileGlobs([pattern]);
      fc.pre(expression.test(candidate));

      const depth = candidate.split('/').length;
      expect(bases.some(({ folder, maxDepth }) => `${candidate}/`.startsWith(folder === '' ? '' : `${folder}/`) && depth <= maxDepth)).toBe(
        true,
      );
    }),
  );
});

test.each([
  ['**/*.ts', 'a.ts', true],
  ['**/*.ts', 'a/b/c.ts', true],
  ['*.ts', 'a/b.ts', false],
  ['./src/**', 'src', true],
  ['src/**/', 'src/a/b', true],
  ['a/**/b', 'a/b', true],
  ['*', '.hidden', true],
  ['{a,b{c,d}}.js', 'bd.js', true],
  ['{a}.js', '{a}.js', true],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', false],
  ['[!.]*', '.git', false],
  ['[]a]', ']', true],
  ['[', '[', true],
  ['[^/]', '/', false],
  ['(a|b)+$', '(a|b)+$', true],
  ['?', '😀', true],
  ['a-b.c', 'a-b.c', true],
  ['a-b.c', 'a-bxc', false],
])('%s on %s: %s', (pattern, candidate, expected) => {
  expect(matches(pattern, candidate)).toBe(expected);
});

test.each(['', '/', '/etc/*', './', 'a\0b', '{a,b}'.repeat(12)])('refuses %j', (pattern) => {
  expect(() => compileGlobs([pattern])).toThrow(expect.objectContaining({ code: 'NSI_IO_WALK_OPTION' }));
});
