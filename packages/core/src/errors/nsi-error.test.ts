import { expect, test } from 'vitest';
import { isNsiError, NsiError } from './nsi-error.ts';

test('carries code, hint, cause and details', () => {
  const cause = new Error('disk');

  const error = new NsiError('NSI_CORE_EXAMPLE', 'expected 1, got 2', { hint: 'Pass 1.', cause, details: { path: 'a' } });

  expect(error).toMatchObject({ code: 'NSI_CORE_EXAMPLE', message: 'expected 1, got 2', hint: 'Pass 1.', cause, details: { path: 'a' } });
});

test('is recognised when it comes from another copy of the package', () => {
  const foreign = Object.assign(new Error('x'), { code: 'NSI_CORE_EXAMPLE', [Symbol.for('nsi.error')]: true });

  expect(isNsiError(foreign)).toBe(true);
  expect(isNsiError(foreign, 'NSI_CORE_EXAMPLE')).toBe(true);
  expect(isNsiError(foreign, 'NSI_CORE_OTHER')).toBe(false);
});

test.each([undefined, null, 'NSI_CORE_EXAMPLE', new Error('plain'), { code: 'NSI_CORE_EXAMPLE' }])('takes %o for a stranger', (value) => {
  expect(isNsiError(value)).toBe(false);
});
