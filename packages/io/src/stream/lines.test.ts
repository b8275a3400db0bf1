import { createReadStream, mkdtempDisposableSync, openSync, readSync, closeSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { filePermits } from '../permits/file-permits.ts';
import { openReader } from './file-reader.ts';
import type { LineOptions } from './line-options.ts';
import { lines, type Lines } from './lines.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-lines-'));
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

async function listOf<Value>(source: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of source) list.push(value);
  return list;
}

/** What the words say: the whole text, split. */
function naive(bytes: Uint8Array, encoding: 'utf8' | 'latin1' = 'utf8'): string[] {
  const withoutMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const all = Buffer.from(withoutMark).toString(encoding).split('\n');
  if (all.at(-1) === '') all.pop();
  else return all.map((line) => line.replace(/\r$/, ''));
  return all.map((line) => line.replace(/\r$/, ''));
}

const piece = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', 'a', 'bc', 'é', '😀', '\ufeff', '', 'a longer piece of text').map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
);
const content = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.concat(pieces));
const marked = fc.tuple(fc.boolean(), content).map(([hasMark, bytes]) => (hasMark ? Buffer.concat([Buffer.from('\ufeff'), bytes]) : bytes));
/** Cuts bytes anywhere, empty chunks included. */
const chunked = fc.tuple(marked, fc.array(fc.nat(200), { maxLength: 12 })).map(([bytes, cuts]) => {
  const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((left, right) => left - right), bytes.length];
  return { bytes, chunks: edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge)) };
});

async function allForms(open: () => Lines, bytes: Buffer): Promise<Record<string, readonly string[]>> {
  const batches = await listOf(open().batches());
  const each: string[] = [];
  await open().each((line) => void each.push(line));
  const fromBytes: string[] = [];
  await open().eachBytes((buffer, start, end) => void fromBytes.push(buffer.toString('utf8', start, end)));
  const offsets = await open().offsets();
  const fromOffsets = Array.from(offsets, (start) => {
    const feed = bytes.indexOf(10, start);
    return bytes.toString('utf8', start, feed < 0 ? bytes.length : feed).replace(/\r$/, '');
  });
  return { batches: batches.flat(), each, fromBytes, fromOffsets, iterated: await listOf(open()) };
}

test('gives what splitting the whole text gives, in every form, however it is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(chunked, async ({ bytes, chunks }) => {
      const expected = naive(bytes);

      const forms = await allForms(() => lines(chunks), bytes);

      for (const [form, list] of Object.entries(forms)) expect([form, list]).toEqual([form, expected]);
      expect(await lines(chunks).count()).toBe(expected.length);
    }),
    { numRuns: 600 },
  );
});

test('with a bound, gives the same lines less those that are too long, or cut', async () => {
  await fc.assert(
    fc.asyncProperty(chunked, fc.integer({ min: 3, max: 12 }), async ({ bytes, chunks }, maxLineBytes) => {
      fc.pre(bytes[0] !== 0xef);
      const expected = naive(bytes, 'latin1');
      const options = { encoding: 'latin1', maxLineBytes } as const;

      expect(await listOf(lines(chunks, { ...options, longLines: 'skip' }))).toEqual(
        expected.filter(({ length }) => length <= maxLineBytes),
      );
      expect(await listOf(lines(chunks, { ...options, longLines: 'cut' }))).toEqual(expected.map((line) => line.slice(0, maxLineBytes)));
      const isAnyTooLong = expected.some(({ length }) => length > maxLineBytes);
      const strict = await listOf(lines(chunks, options)).catch(({ code }: { readonly code: string }) => code);
      expect(strict).toEqual(isAnyTooLong ? 'NSI_IO_LINES_TOO_LONG' : expected);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['', []],
  ['\n', ['']],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\n\n', ['a', '']],
  ['a\r\nb', ['a', 'b']],
  ['a\rb\r', ['a\rb']],
  ['\ufeffa\n', ['a']],
  ['\ufeff', []],
  ['\ufeff\n', ['']],
])('of %j gives %j', async (text, expected) => {
  expect(await listOf(lines([Buffer.from(text)]))).toEqual(expected);
  expect(await listOf(lines([...Buffer.from(text)].map((byte) => Buffer.of(byte))))).toEqual(expected);
});

test('reads a path, a URL, a reader, streams, and text in pieces', async () => {
  writeFileSync(at('text'), 'one\ntwo\nthree');
  const web = async () => (await openReader(at('text'))).toWeb();

  for (const source of [
    at('text'),
    Buffer.from(at('text')),
    new URL(`file://${at('text')}`),
    await openReader(at('text')),
    createReadStream(at('text')),
    createReadStream(at('text'), 'utf8'),
    await web(),
    ['one\nt', 'wo\nthree'],
  ]) {
    expect(await listOf(lines(source))).toEqual(['one', 'two', 'three']);
  }
  expect(await listOf(lines(at('text'), { start: 4, end: 7 }))).toEqual(['two']);
});

test('stops when told to, and closes the file', async () => {
  writeFileSync(at('many'), 'line\n'.repeat(500_000));

  expect(await lines(at('many')).each((_, index) => index < 9)).toBe(10);
  expect(await lines(at('many')).eachBytes((_bytes, _start, _end, index) => index < 9)).toBe(10);
  for await (const _ of lines(at('many'))) break;
  await expect(lines(at('many'), { signal: AbortSignal.abort(new Error('enough')) }).count()).rejects.toThrow('enough');
  await expect(
    lines(at('many')).each(() => {
      throw new Error('of the caller');
    }),
  ).rejects.toThrow('of the caller');
  expect(filePermits().taken).toBe(0);
});

test('offsets find a line again', async () => {
  const text = Array.from({ length: 5000 }, (_, index) => `line ${index} ${'é'.repeat(index % 50)}`);
  writeFileSync(at('indexed'), text.join('\r\n'));

  const offsets = await lines(at('indexed'), { blockBytes: 4096 }).offsets();

  expect(offsets.length).toBe(5000);
  for (const index of [0, 1, 777, 4999]) {
    const [line] = await listOf(lines(at('indexed'), { start: offsets[index]!, end: offsets[index]! + 200 }));
    expect(line).toBe(text[index]);
  }
});

test('a line of a gibibyte is refused, passed over or cut in bounded memory', async () => {
  writeFileSync(at('huge'), 'first\n');
  truncateSync(at('huge'), 2 ** 30);
  const file = openSync(at('huge'), 'a');
  writeFileSync(file, '\nlast');
  closeSync(file);
  const start = process.memoryUsage.rss();

  await expect(lines(at('huge')).count()).rejects.toMatchObject({ code: 'NSI_IO_LINES_TOO_LONG', details: { position: 6 } });
  expect(await listOf(lines(at('huge'), { longLines: 'skip' }))).toEqual(['first', 'last']);
  const cut = await listOf(lines(at('huge'), { longLines: 'cut', maxLineBytes: 8 }));

  expect(cut).toEqual(['first', '\0'.repeat(8), 'last']);
  expect(process.memoryUsage.rss() - start).toBeLessThan(200 * 2 ** 20);
  expect(readSync(openSync(at('huge'), 'r'), Buffer.alloc(4), 0, 4, 2 ** 30 + 1)).toBe(4);
}, 60_000);

test.each([
  [7, {}],
  [[7], {}],
  [undefined, {}],
  ['x', { maxLineBytes: 0 }],
  ['x', { longLines: 'ignore' }],
  ['x', { encodin: 'utf8' }],
])('refuses %j with %j', async (source, options) => {
  await expect((async () => lines(source as never, options as LineOptions).count())()).rejects.toMatchObject({
    code: 'NSI_IO_LINES_OPTION',
  });
});
