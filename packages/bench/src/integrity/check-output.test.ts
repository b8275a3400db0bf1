import { expect, test } from 'vitest';
import { checkOutput } from './check-output.ts';

test('deep equality is the rule when the suite states none', () => {
  expect(checkOutput([1], [1])).toEqual({ status: 'ok', mode: 'deepEqual' });
  expect(checkOutput([1, -0], [1, 0])).toEqual({
    status: 'failed',
    mode: 'deepEqual',
    difference: { at: '[1]', expected: '-0', actual: '0' },
  });
});

test('bytes are compared over text, buffers and views alike, and the first one is named', () => {
  expect(checkOutput('abc', Buffer.from('abc'), { mode: 'bytes' })).toMatchObject({
    status: 'ok',
    digest: expect.stringMatching(/^[\da-f]{64}$/),
  });
  expect(checkOutput(Uint8Array.of(1, 2), Uint8Array.of(1, 3), { mode: 'bytes' }).difference).toEqual({
    at: '[1]',
    expected: '2',
    actual: '3',
  });
});

test('a hash keeps the digest alone', () => {
  const same = checkOutput({ a: 1 }, { a: 1 }, { mode: 'hash' });

  expect(same.status).toBe('ok');
  expect(checkOutput({ a: 1 }, { a: 2 }, { mode: 'hash' }).status).toBe('failed');
});

test("a suite's own check may say what is wrong, and may throw", () => {
  expect(checkOutput(1, 1.2, { mode: 'custom', check: (a, b) => Math.abs((a as number) - (b as number)) < 1 }).status).toBe('ok');
  expect(checkOutput(1, 2, { mode: 'custom', check: () => 'off by one' }).difference).toEqual({
    at: 'off by one',
    expected: '1',
    actual: '2',
  });
  const thrown = checkOutput(1, 2, {
    mode: 'custom',
    check: () => {
      throw new Error('no');
    },
  });
  expect(thrown.difference?.at).toBe('the check threw Error: no');
});
