import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { expectClean, expectFound } from '../../test/expect-planted.ts';
import { stringBuild } from './string-build.ts';

test('names the line of the planted program', () => expectFound('string-build'));

test('has nothing to say about its clean twin', () => expectClean('string-build'));

test('speaks about a silent report never', () => {
  expect(stringBuild.test(evidenceOf({ stacks: [['work app.js:3', 1000]], lines: { 'app.js:3': 'rest = rest.slice(1);' } }))).toEqual([]);
});
