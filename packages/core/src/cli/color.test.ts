import { expect, test } from 'vitest';
import { takesColor } from './color.ts';

test.each([
  [true, {}, false, true],
  [false, {}, false, false],
  [true, { NO_COLOR: '1' }, false, false],
  [true, { NO_COLOR: '' }, false, true],
  [false, { FORCE_COLOR: '1' }, false, true],
  [true, { FORCE_COLOR: '0' }, false, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, false],
  [true, { TERM: 'dumb' }, false, false],
  [true, { FORCE_COLOR: '1' }, true, false],
])('terminal %o, variables %o, --no-color %o: colour %o', (isTTY, variables, isForbidden, expected) => {
  expect(takesColor({ isTTY }, variables, isForbidden)).toBe(expected);
});
