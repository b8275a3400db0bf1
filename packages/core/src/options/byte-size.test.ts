import { expect, test } from 'vitest';
import { parseByteSize } from './byte-size.ts';

test.each([
  ['0', 0],
  ['4096', 4096],
  ['1kB', 1000],
  ['1KiB', 1024],
  ['512MiB', 512 * 2 ** 20],
  ['1.5 GB', 1.5e9],
])('reads %s', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
});

test.each(['', 'MiB', '-1', '1e9', '5 miles', '99999999 TiB'])('takes %o for no size', (text) => {
  expect(parseByteSize(text)).toBeUndefined();
});
