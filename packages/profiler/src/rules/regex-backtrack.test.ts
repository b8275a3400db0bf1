import { test } from 'vitest';
import { expectClean, expectFound } from '../../test/expect-planted.ts';

test('names the line of the planted program', () => expectFound('regex-backtrack'));

test('has nothing to say about its clean twin', () => expectClean('regex-backtrack'));
