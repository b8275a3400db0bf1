import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ndjson, type BadLine } from './ndjson.ts';

const text = (...all: string[]): Buffer[] => [Buffer.from(all.join('\n'))];

async function listOf<Value>(source: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of source) list.push(value);
  return list;
}

test('gives back what was written, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 64 }), async (values, size) => {
      const bytes = Buffer.from(values.map((value) => JSON.stringify(value)).join('\r\n'));
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));

      const read = await listOf(ndjson(chunks));

      expect(read).toEqual(values.map((value) => JSON.parse(JSON.stringify(value)) as unknown));
    }),
    { numRuns: 300 },
  );
});

test('passes over blank lines and counts them', async () => {
  const bad: BadLine[] = [];

  expect(await listOf(ndjson(text('1', '', ' \t', '{', '2'), { onBadLine: (_, line) => bad.push(line) }))).toEqual([1, 2]);
  expect(bad).toEqual([{ line: '{', index: 3 }]);
});

test('holds values against a schema or a function, and gives what those make of them', async () => {
  const schema = v.object({
    id: v.pipe(
      v.number(),
      v.transform((id) => `#${id}`),
    ),
  });
  const errors: string[] = [];

  const values = await listOf(
    ndjson(text('{"id":1}', '{"id":"x"}', '{"id":3}'), { validate: schema, onBadLine: ({ message }) => errors.push(message) }),
  );
  const doubled = await listOf(ndjson(text('1', '2'), { validate: (value, index) => (value as number) * 2 + index }));

  expect(values).toEqual([{ id: '#1' }, { id: '#3' }]);
  expect(errors).toEqual([expect.stringMatching(/line 2, got .*: `id`: Invalid type/)]);
  expect(doubled).toEqual([2, 5]);
});

test('waits for a schema that answers later', async () => {
  const validate = v.pipeAsync(
    v.number(),
    v.checkAsync(async (value) => value < 3, 'less than 3'),
  );

  expect(await listOf(ndjson(text('1', '2'), { validate }))).toEqual([1, 2]);
  await expect(listOf(ndjson(text('1', '5'), { validate }))).rejects.toMatchObject({
    code: 'NSI_IO_NDJSON_LINE',
    message: expect.stringContaining('less than 3'),
  });
});

test('two halves of a value, or two values, on a line are not taken for one', async () => {
  for (const hostile of [['{"a":1', '"b":2}'], ['1,2'], ['[1', '2]', '3,4'], ['{"a":1}{"b":2}']]) {
    await expect(listOf(ndjson(text(...hostile)))).rejects.toMatchObject({ code: 'NSI_IO_NDJSON_LINE', details: { index: 0 } });
  }
});

test('a key named __proto__ is a key', async () => {
  const [value] = await listOf(ndjson<object>(text('{"__proto__":{"isAdmin":true}}')));

  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value!)).toEqual(['__proto__']);
});

test('each stops when told to', async () => {
  expect(await ndjson(text('1', '2', '3')).each((value) => value !== 2)).toBe(2);
});

test('says no more of a long bad line than its beginning', async () => {
  const error = (await listOf(ndjson(text(`{${'x'.repeat(1e6)}`))).catch((fault: unknown) => fault)) as Error;

  expect(error.message.length).toBeLessThan(500);
});

test.each([{ validate: 7 }, { onBadLine: 'log' }, { maxLineBytes: -1 }])('refuses %j', (options) => {
  expect(() => ndjson([], options as object)).toThrow(expect.objectContaining({ code: 'NSI_IO_LINES_OPTION' }));
});
