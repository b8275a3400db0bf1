import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collect } from '../../test/pool-module.ts';
import { readLines } from './read-lines.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('law: gives every line that is neither blank nor done, with its number, however the bytes arrive', async () => {
  const line = fc.oneof(
    fc.constantFrom('', ' ', '1', '"é€😀"', '{"a":1}\r'),
    fc.string({ maxLength: 5 }).map((text) => text.replace(/[\n\uFEFF]/g, '')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 40 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 5 }),
      async (lines, isEnded, size, every) => {
        const isDone = (number: number): boolean => number % every === 1;
        const text = lines.join('\n') + (isEnded ? '\n' : '');
        const source = readLines(inPieces(Buffer.from(text), size), isDone);
        const given = await collect(source);
        const expected = text.split('\n').flatMap((line, number) => (line.trim() === '' || isDone(number) ? [] : [[number, line]]));
        expect(given.map((line, index) => [source.lineOf(index), line])).toEqual(expected);
      },
    ),
  );
});

test('a byte order mark is no part of the first line', async () => {
  expect(await collect(readLines(inPieces(Buffer.from('\uFEFF1\n2'), 64), () => false))).toEqual(['1', '2']);
});
