import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTrace, type ReadTraceOptions } from './read-trace.ts';

/** Keys of a text that comes in pieces of `pieceBytes`, so that lines and characters are cut anywhere. */
async function keysOf(text: string, options: ReadTraceOptions = {}, pieceBytes = 7): Promise<readonly string[]> {
  const bytes = Buffer.from(text);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
  }
  return listOf(readTrace(pieces(), options));
}

async function listOf(keys: AsyncIterable<string>): Promise<readonly string[]> {
  const list: string[] = [];
  for await (const key of keys) list.push(key);
  return list;
}

test('reads one key a line, whatever the pieces and line ends', async () => {
  const key = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\r\n\uFEFF]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(key), fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), async (keys, end, pieceBytes) => {
      expect(await keysOf(keys.join(end), {}, pieceBytes)).toEqual(keys);
    }),
  );
});

test('passes over empty lines', async () => {
  expect(await keysOf('a\n\n\nb\n')).toEqual(['a', 'b']);
});

test('takes the field of each object', async () => {
  const text = '{"key":"a","url":"/x"}\n{"key":7,"url":{"path":"/y"}}\n';

  expect(await keysOf(text, { format: 'ndjson' })).toEqual(['a', '7']);
  expect(await keysOf(text, { format: 'ndjson', key: 'url' })).toEqual(['/x', '{"path":"/y"}']);
});

test('takes the column by its name, or the first', async () => {
  const text = 'time,"the key",size\n1,"a,""b""",10\n2,c,20\n';

  expect(await keysOf(text, { format: 'csv', key: 'the key' })).toEqual(['a,"b"', 'c']);
  expect(await keysOf(text, { format: 'csv' })).toEqual(['time', '1', '2']);
});

test.each([
  ['{"key":1}\n{"id":2}', { format: 'ndjson' }, 'line 2: expected an object with the field `key`'],
  ['{"key":1}\nnot json', { format: 'ndjson' }, 'line 2: expected an object'],
  ['{"a":1}', { format: 'ndjson', key: '__proto__' }, 'field `__proto__`'],
  ['time,key\n1,a', { format: 'csv', key: 'url' }, 'line 1: expected a first row that names the column `url`'],
  ['a,key\n1,x\n2', { format: 'csv', key: 'key' }, 'line 3: expected at least 2 columns'],
  [`short\n${'x'.repeat(100)}`, { maxLineBytes: 50 }, 'line 2: expected at most 50 bytes'],
] as const)('says what is wrong with %j', async (text, options, message) => {
  await expect(keysOf(text, options)).rejects.toMatchObject({ code: 'NSI_MEMORY_CACHE_TRACE', message: expect.stringContaining(message) });
});

test('holds no more of an endless line than it has to', async () => {
  let pieces = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      pieces++;
      yield Buffer.alloc(1024, 'x');
    }
  }

  await expect(listOf(readTrace(endless(), { maxLineBytes: 4096 }))).rejects.toMatchObject({ code: 'NSI_MEMORY_CACHE_TRACE' });
  expect(pieces).toBe(5);
});
