import { createReadStream, mkdtempDisposableSync, openSync, readSync, closeSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { filePermits } from '../permits/file-permits.ts';
import { openReader } from './file-reader.ts';
import type { LineOptions } from './line-options.ts';
import { lineFinder } from './choose-finder.ts';
import { KernelFinder } from './kernel-finder.ts';
import { stretchBytes } from './line-finder.ts';
import { lines, type Lines } from './lines.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-lines-'));
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

/** The same module as an engine without WebAssembly loads it. */
async function loadPlain(): Promise<typeof lines> {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  try {
    const [{ lines: plain }, { lineFinder: finder }] = await Promise.all([import('./lines.ts'), import('./choose-finder.ts')]);
    expect(finder().constructor.name).toBe('PlainFinder');
    return plain;
  } finally {
    vi.unstubAllGlobals();
    vi.resetModules();
  }
}

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

/** Lines and their ends around the lengths at which something ends: a vector, a block of vectors, a text batch, a stretch. */
const edge = fc.constantFrom(0, 1, 15, 16, 63, 64, 4095, 4096, 56 * 1024, stretchBytes, 2 * stretchBytes);
const filler = fc.tuple(edge, fc.integer({ min: -2, max: 2 }), fc.constantFrom('a', 'é', '\t'));
const longPiece = fc.oneof(
  filler.map(([length, more, letter]) => letter.repeat(Math.max(0, length + more))),
  fc.constantFrom('\n', '\r\n', '\r', '\n\n').chain((end) => fc.constantFrom(1, 1, 2, 70).map((times) => end.repeat(times))),
);
const longContent = fc.array(longPiece, { minLength: 1, maxLength: 12 }).map((pieces) => Buffer.from(pieces.join('')));

async function allForms(
  open: () => Lines,
  bytes: Buffer,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<Record<string, readonly string[]>> {
  const batches = await listOf(open().batches());
  const each: string[] = [];
  await open().each((line) => void each.push(line));
  const fromBytes: string[] = [];
  await open().eachBytes((buffer, start, end) => void fromBytes.push(buffer.toString(encoding, start, end)));
  const offsets = await open().offsets();
  const fromOffsets = Array.from(offsets, (start) => {
    const feed = bytes.indexOf(10, start);
    return bytes.toString(encoding, start, feed < 0 ? bytes.length : feed).replace(/\r$/, '');
  });
  return { batches: batches.flat(), each, fromBytes, fromOffsets, iterated: await listOf(open()) };
}

describe.each([
  ['the kernel', lines],
  ['the plain finder', await loadPlain()],
])('with %s', (_name, linesOf) => {
  test('gives what splitting the whole text gives, in every form, however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(chunked, async ({ bytes, chunks }) => {
        const expected = naive(bytes);

        const forms = await allForms(() => linesOf(chunks), bytes);

        for (const [form, list] of Object.entries(forms)) expect([form, list]).toEqual([form, expected]);
        expect(await linesOf(chunks).count()).toBe(expected.length);
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

        expect(await listOf(linesOf(chunks, { ...options, longLines: 'skip' }))).toEqual(
          expected.filter(({ length }) => length <= maxLineBytes),
        );
        expect(await listOf(linesOf(chunks, { ...options, longLines: 'cut' }))).toEqual(
          expected.map((line) => line.slice(0, maxLineBytes)),
        );
        const isAnyTooLong = expected.some(({ length }) => length > maxLineBytes);
        const strict = await listOf(linesOf(chunks, options)).catch(({ code }: { readonly code: string }) => code);
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
    expect(await listOf(linesOf([Buffer.from(text)]))).toEqual(expected);
    expect(await listOf(linesOf([...Buffer.from(text)].map((byte) => Buffer.of(byte))))).toEqual(expected);
  });

  test('gives the same where stretches, blocks and text batches end amid lines and their ends', async () => {
    await fc.assert(
      fc.asyncProperty(longContent, fc.integer({ min: 4096, max: 3 * stretchBytes }), fc.boolean(), async (bytes, blockBytes, isLatin) => {
        const encoding = isLatin ? 'latin1' : 'utf8';
        const expected = naive(bytes, encoding);
        writeFileSync(at('long'), bytes);
        const chunks = Array.from({ length: Math.ceil(bytes.length / blockBytes) }, (_, index) =>
          bytes.subarray(index * blockBytes, (index + 1) * blockBytes),
        );

        for (const source of [at('long'), chunks, [bytes]]) {
          const open = () => linesOf(source, { blockBytes, encoding });
          const { batches, fromBytes, fromOffsets } = await allForms(open, bytes, encoding);
          // One comparison each: a list of differences would take longer than all the rest.
          for (const list of [batches, fromBytes, fromOffsets]) expect(list!.join('\n') === expected.join('\n')).toBe(true);
          expect([batches!.length, await open().count()]).toEqual([expected.length, expected.length]);
        }
        const maxLineBytes = stretchBytes - 7;
        const cut = await listOf(linesOf(chunks, { encoding: 'latin1', maxLineBytes, longLines: 'cut' }));
        expect(
          cut.join('\n') ===
            naive(bytes, 'latin1')
              .map((line) => line.slice(0, maxLineBytes))
              .join('\n'),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
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

test('many readings at a time do not disturb each other, also when one takes its step within the callback of another', async () => {
  const texts = Array.from({ length: 6 }, (_, file) => Array.from({ length: 40_000 }, (_line, index) => `${file}`.repeat(index % 90)));
  for (const [file, text] of texts.entries()) writeFileSync(at(`at-a-time-${file}`), `${text.join('\n')}\n`);
  const ownLines = async (file: number): Promise<string[]> => {
    const found: string[] = [];
    const other = lines(at('at-a-time-0'), { blockBytes: 65_536 }).batches()[Symbol.asyncIterator]();
    await other.next();
    await lines(at(`at-a-time-${file}`)).eachBytes((bytes, start, end, index) => {
      found.push(bytes.toString('latin1', start, end));
      if (index % 1000 === 0) void other.next();
    });
    await other.return?.();
    return found;
  };

  const read = await Promise.all(texts.map((_, file) => ownLines(file)));

  for (const [file, list] of read.entries()) expect(list.join() === texts[file]!.join()).toBe(true);
  expect(filePermits().taken).toBe(0);
});

test('reads files into the memory of the kernel, and gives each slab back', async () => {
  writeFileSync(at('slabs'), 'line\n'.repeat(700_000));
  const { takeSlab } = lineFinder();
  const { buffer } = takeFreely(takeSlab);
  const seen = new Set<ArrayBufferLike>();

  await lines(at('slabs')).eachBytes((bytes) => void seen.add(bytes.buffer));
  await lines(at('slabs')).eachBytes((bytes, _start, _end, index) => bytes.length > 0 && index < 5);
  await lines(at('slabs'), { signal: AbortSignal.abort() })
    .count()
    .catch(() => {});

  expect(lineFinder()).toBeInstanceOf(KernelFinder);
  // Five-byte lines do not end with a block: those across blocks are joined elsewhere.
  expect(seen).toContain(buffer);
  const all = Array.from({ length: 11 }, () => takeSlab(2 ** 20));
  expect(all.map(({ bytes }) => bytes.buffer === buffer)).toEqual([...Array.from({ length: 10 }, () => true), false]);
  for (const slab of all) slab.release();
});

function takeFreely(takeSlab: (bytes: number) => { readonly bytes: Buffer; release(): void }): Buffer {
  const slab = takeSlab(4096);
  slab.release();
  return slab.bytes;
}

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
