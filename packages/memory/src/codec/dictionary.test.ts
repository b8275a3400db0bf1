import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { lz4 } from './drivers/lz4.ts';
import { packArray } from './pack-array.ts';
import { unpackArray } from './unpack-array.ts';

const dictionary = Buffer.from('{"type":"user.updated","actor":{"name":"","email":"@example.com"},"roles":["admin","editor"]}');
const message = Buffer.from('{"type":"user.updated","actor":{"name":"Ada","email":"ada@example.com"},"roles":["editor"]}');

test.each(['lz4', 'zstd'] as const)('makes small payloads of %s smaller, and gives them back', (codec) => {
  const packed = packArray(message, { codec, dictionary });

  expect(packed.length).toBeLessThan(packArray(message, { codec }).length - 20);
  expect(unpackArray(packed, { dictionary })).toEqual(new Uint8Array(message));
});

test('gives back any bytes with any dictionary, in blocks of any number', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 300 }), fc.array(fc.nat(299), { maxLength: 80 }), (bytes, starts) => {
      const payload = Buffer.concat(starts.map((start) => bytes.subarray(start % bytes.length)));
      const packed = packArray(payload, { dictionary: bytes, blockLength: 256 });

      expect(payload.equals(unpackArray(packed, { dictionary: bytes }) as Uint8Array)).toBe(true);
    }),
  );
});

test('a dictionary of 64 KiB is reached from its beginning to its end', () => {
  const long = Uint8Array.from({ length: 65_536 }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 13) & 255);
  const payload = Buffer.concat([long.subarray(65_000), long.subarray(0, 300), long.subarray(30_000, 30_500)]);

  const packed = packArray(payload, { dictionary: long });

  expect(payload.equals(unpackArray(packed, { dictionary: long }) as Uint8Array)).toBe(true);
  expect(packed.length).toBeLessThan(payload.length / 4);
});

test('refuses to decode without it, and with another', () => {
  const packed = lz4.encode(message, { dictionary });

  expect(codeOf(() => lz4.decode(packed, { maxOutputBytes: 1000 }))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
  expect(codeOf(() => lz4.decode(packed, { maxOutputBytes: 1000, dictionary: message }))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
  expect(codeOf(() => unpackArray(packed))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
  expect(message.equals(lz4.decode(packed, { maxOutputBytes: 1000, dictionary: Uint8Array.from(dictionary) }))).toBe(true);
});

test('ignores a dictionary that the bytes do not need', () => {
  expect(message.equals(lz4.decode(lz4.encode(message), { maxOutputBytes: 1000, dictionary }))).toBe(true);
});

test('a dictionary that changes after its use never leads to wrong bytes', () => {
  const changing = Buffer.from(dictionary);
  const before = packArray(message, { dictionary: changing });
  changing.fill(7);
  packArray(message, { dictionary });

  expect(unpackArray(before, { dictionary })).toEqual(new Uint8Array(message));
  expect(codeOf(() => unpackArray(before, { dictionary: changing }))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
});

test('refuses dictionaries of a wrong size, and beside what cannot use one', () => {
  const codes = [
    () => packArray(message, { dictionary: new Uint8Array(7) }),
    () => packArray(message, { dictionary: new Uint8Array(65_537) }),
    () => packArray(message, { dictionary, codec: 'gzip' }),
    () => packArray(message, { dictionary, filter: 'delta' }),
    () => packArray(new Uint16Array(10), { dictionary }),
  ].map(codeOf);

  expect(new Set(codes)).toEqual(new Set(['NSI_MEMORY_CODEC_DICTIONARY']));
});
