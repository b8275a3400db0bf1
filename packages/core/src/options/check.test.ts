import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isNsiError, type NsiError } from '../errors/nsi-error.ts';
import { byteSize } from './byte-size.ts';
import { check } from './check.ts';

const schema = v.strictObject({
  policy: v.optional(v.picklist(['lru', 's3-fifo'])),
  pool: v.optional(v.strictObject({ maxBytes: v.optional(byteSize), count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))) })),
});
const subject = { code: 'NSI_CORE_CONFIG', path: 'memory', origin: 'nsi.config.json' } as const;

function messageFor(value: unknown): string {
  return errorFor(value).message;
}

function errorFor(value: unknown): NsiError {
  try {
    check(schema, value, subject);
  } catch (error) {
    if (isNsiError(error, 'NSI_CORE_CONFIG')) return error;
    throw error;
  }
  throw new Error('expected a rejection');
}

test('returns what the schema makes of the value', () => {
  expect(check(schema, { pool: { maxBytes: '1KiB' } }, subject)).toEqual({ pool: { maxBytes: 1024 } });
});

test('names an unknown key, the known ones and the nearest', () => {
  const error = errorFor({ pool: { maxByte: 1 } });

  expect(error.message).toBe('nsi.config.json: `memory.pool.maxByte`: expected one of maxBytes, count, got the unknown key `maxByte`');
  expect(error.hint).toBe('Did you mean `maxBytes`?');
});

test.each([
  [{ policy: 'mru' }, 'nsi.config.json: `memory.policy`: expected "lru" or "s3-fifo", got \'mru\''],
  [{ pool: 3 }, 'nsi.config.json: `memory.pool`: expected an object, got 3'],
  [{ pool: { count: 0 } }, 'nsi.config.json: `memory.pool.count`: expected a number of at least 1, got 0'],
  [{ pool: { count: 1.5 } }, 'nsi.config.json: `memory.pool.count`: expected a whole number, got 1.5'],
  [{ pool: { maxBytes: 'lots' } }, 'nsi.config.json: `memory.pool.maxBytes`: expected a size such as 1048576 or "512MiB", got \'lots\''],
  ['x', "nsi.config.json: `memory`: expected an object, got 'x'"],
])('says of %o what was expected and what came', (value, message) => {
  expect(messageFor(value)).toBe(message);
});

test('reports every problem, not only the first', () => {
  expect(messageFor({ policy: 1, pool: { count: -1 } }).split('\n')).toHaveLength(2);
});

test('keeps the message of a huge value short', () => {
  expect(messageFor({ policy: 'x'.repeat(1e6) }).length).toBeLessThan(300);
});

test('gives the hint of the caller, unless a name was nearly right', () => {
  const hintFor = (value: unknown): unknown => {
    try {
      return check(schema, value, { ...subject, hint: 'Leave it out.' });
    } catch (error) {
      return (error as NsiError).hint;
    }
  };

  expect(hintFor({ policy: 'mru' })).toBe('Leave it out.');
  expect(hintFor({ polcy: 'lru' })).toBe('Did you mean `policy`?');
});
