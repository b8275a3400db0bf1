import { test } from 'vitest';
import { expectClean, expectFound } from '../../test/expect-planted.ts';

test('names the line of the planted program', () => expectFound('spread-reduce'));

test('has nothing to say about its clean twin', () => expectClean('spread-reduce'));
