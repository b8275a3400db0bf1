import { brotliCompressSync, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codeOf, codeOfAsync, outcomeOf } from '@nsi/workbench/test';
import { xorshift } from '../../../test/sample-arrays.ts';
import { brotli } from './brotli.ts';
import { gzip } from './gzip.ts';
import { zstd } from './zstd.ts';

const maxOutputBytes = 1 << 24;
const text = Buffer.from(Array.from({ length: 3000 }, (_, index) => `line ${index} of ${index % 17}\n`).join(''));
const skippable = Buffer.from([0x51, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9]);

test('writes what other tools read', () => {
  expect(zstdDecompressSync(zstd.encode(text)).equals(text)).toBe(true);
  expect(gunzipSync(gzip.encode(text)).equals(text)).toBe(true);
});

test('reads every zstd frame of its input, not only the first', async () => {
  const input = Buffer.concat([skippable, zstdCompressSync(text), zstdCompressSync('second'), skippable, zstdCompressSync('')]);

  expect(Buffer.concat([text, Buffer.from('second')]).equals(zstd.decode(input, { maxOutputBytes }))).toBe(true);
  expect(Buffer.concat([text, Buffer.from('second')]).equals((await zstd.decodeAsync?.(input, { maxOutputBytes })) as Uint8Array)).toBe(
    true,
  );
});

test('reads every member of a gzip file', () => {
  const input = Buffer.concat([gzipSync(text), gzipSync('second')]);

  expect(Buffer.concat([text, Buffer.from('second')]).equals(gzip.decode(input, { maxOutputBytes }))).toBe(true);
});

test('holds all frames together against the bound', () => {
  const input = Buffer.concat([zstdCompressSync(Buffer.alloc(600)), zstdCompressSync(Buffer.alloc(600))]);

  expect(codeOf(() => zstd.decode(input, { maxOutputBytes: 1199 }))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(zstd.decode(input, { maxOutputBytes: 1200 })).toHaveLength(1200);
});

test.each([
  ['zstd', zstd],
  ['gzip', gzip],
  ['brotli', brotli],
] as const)('%s names what is wrong with its input', async (name, codec) => {
  const encoded = codec.encode(text);
  const decode = (input: Uint8Array, bound = maxOutputBytes): unknown => codeOf(() => codec.decode(input, { maxOutputBytes: bound }));

  expect(decode(encoded.subarray(0, encoded.length >> 1))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  expect(decode(new Uint8Array(0))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  expect(String(decode(Buffer.concat([encoded, Buffer.from('junk')])))).toMatch(name === 'gzip' ? /CORRUPT|TRAILING/ : /TRAILING/);
  expect(decode(encoded, text.length - 1)).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(decode(encoded, 0)).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(codeOf(() => codec.encode(text, { level: 99 }))).toBe('NSI_MEMORY_CODEC_OPTION');
  expect(await codeOfAsync((async () => codec.decodeAsync?.(encoded.subarray(0, 20), { maxOutputBytes }))())).toBe(
    'NSI_MEMORY_CODEC_TRUNCATED',
  );
});

test('says of foreign bytes what they are', () => {
  expect(() => zstd.decode(gzipSync('a'), { maxOutputBytes })).toThrow(/expected zstd, got gzip/);
  expect(() => gzip.decode(zstdCompressSync('a'), { maxOutputBytes })).toThrow(/expected gzip, got a zstd frame/);
  expect(codeOf(() => brotli.decode(gzipSync('a'), { maxOutputBytes }))).toMatch(/CORRUPT|TRUNCATED/);
});

test('refuses a zstd frame that claims a gibibyte before it decodes any of it', () => {
  // Single segment, eight bytes of content size.
  const bomb = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0x40, 0, 0, 0, 0]), Buffer.alloc(10)]);

  expect(codeOf(() => zstd.decode(bomb, { maxOutputBytes }))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
});

test.each([
  ['zstd', zstd],
  ['gzip', gzip],
] as const)('%s never gives other bytes than were encoded: 1,000 one-bit flips', (_, codec) => {
  const encoded = codec.encode(text);
  const random = xorshift(5);

  for (let flip = 0; flip < 1000; flip++) {
    const at = random() % (encoded.length * 8);
    const damaged = Buffer.from(encoded);
    damaged[at >> 3] = (damaged[at >> 3] as number) ^ (1 << (at & 7));
    // gzip's header holds a time and a system that change nothing.
    expect(outcomeOf(() => text.equals(codec.decode(damaged, { maxOutputBytes })))).toMatch(/^(true|NSI_MEMORY_CODEC_\w+)$/);
  }
});

test('zstd decodes with the dictionary it was given, and with no other', () => {
  const dictionary = Buffer.from('line of the same words that come again and again');
  const message = Buffer.from('the same words that come again: line 1');
  const encoded = zstd.encode(message, { dictionary });

  expect(encoded.length).toBeLessThan(zstd.encode(message).length);
  expect(message.equals(zstd.decode(encoded, { maxOutputBytes, dictionary }))).toBe(true);
  expect(String(codeOf(() => zstd.decode(encoded, { maxOutputBytes })))).toMatch(/^NSI_MEMORY_CODEC_/);
  expect(codeOf(() => gzip.encode(message, { dictionary }))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
  expect(codeOf(() => brotli.encode(message, { dictionary }))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
});

test('brotli gives back what others encoded', () => {
  expect(text.equals(brotli.decode(brotliCompressSync(text), { maxOutputBytes }))).toBe(true);
});
