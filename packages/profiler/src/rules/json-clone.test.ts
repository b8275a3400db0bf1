import { test } from 'vitest';
import { expectClean, expectFound } from '../../test/expect-planted.ts';

test('names the line of the planted program', () => expectFound('json-clone'));

test('has nothing to say about its clean twin', () => expectClean('json-clone'));
