import { test } from 'vitest';
import { expectClean, expectFound } from '../../test/expect-planted.ts';

test('names the line of the planted program', () => expectFound('sync-fs-hot'));

test('has nothing to say about its clean twin', () => expectClean('sync-fs-hot'));
