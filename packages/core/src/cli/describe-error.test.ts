import { expect, test } from 'vitest';
import { NsiError } from '../errors/nsi-error.ts';
import { describeError } from './describe-error.ts';

test('says message, hint and code', () => {
  const error = new NsiError('NSI_CORE_EXAMPLE', 'expected 1, got 2', { hint: 'Pass 1.' });

  expect(describeError(error, { json: false, color: false })).toBe('error expected 1, got 2\nhint  Pass 1.\ncode  NSI_CORE_EXAMPLE\n');
});

test('does not let foreign text drive the terminal', () => {
  const error = new NsiError('NSI_CORE_EXAMPLE', 'got \u001B[2J\u0007');

  expect(describeError(error, { json: false, color: false })).toContain('got \\x1b[2J\\x07');
});
