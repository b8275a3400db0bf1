import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { arrayOfAnyKind, bytesIn } from '../../test/sample-arrays.ts';
import { CompressedArray } from './compressed-array.ts';
import { packArray } from './pack-array.ts';

test('reads as the array it was made from, anywhere and in any order', () => {
  fc.assert(
    fc.property(arrayOfAnyKind(2000), fc.array(fc.integer({ min: -2100, max: 2100 }), { maxLength: 50 }), (array, indices) => {
      const compressed = CompressedArray.from(array, { blockLength: 256 });

      expect(compressed.length).toBe(array.length);
      for (const index of indices) expect(compressed.at(index)).toEqual(array.at(index));
      for (let pair = 0; pair + 1 < indices.length; pair += 2) {
        expect(compressed.slice(indices[pair], indices[pair + 1])).toEqual(array.slice(indices[pair], indices[pair + 1]));
      }
      expect(bytesIn(compressed.toArray()).equals(bytesIn(array))).toBe(true);
    }),
  );
});

test('takes a fraction of the memory of what has something to save', () => {
  const counter = Uint32Array.from({ length: 1_000_000 }, (_, index) => index);

  const compressed = CompressedArray.from(counter);

  expect(compressed.packedBytes).toBeLessThan(counter.byteLength / 20);
  expect(compressed.at(987_654)).toBe(987_654);
  expect(compressed.type).toBe('uint32');
});

test('gives every element in turn', () => {
  const array = BigInt64Array.from({ length: 3000 }, (_, index) => BigInt(index) ** 3n);

  expect([...CompressedArray.from(array, { blockLength: 1024 }).values()]).toEqual([...array]);
});

test('opens what was packed elsewhere, and packs to what is unpacked elsewhere', () => {
  const array = Float32Array.of(1, 2.5, -3);
  const opened = CompressedArray.open(packArray(array));

  expect(opened.slice()).toEqual(array);
  expect(CompressedArray.open(opened.toPacked()).at(1)).toBe(2.5);
});

test('reads with a dictionary while another one is in use', () => {
  const [first, second] = ['the first dictionary of words', 'another one with other words'].map((words) => Buffer.from(words.repeat(40)));
  const text = Buffer.from('the first dictionary of words '.repeat(90));
  const compressed = CompressedArray.from(text, { dictionary: first as Buffer, blockLength: 256 });

  expect(compressed.at(5)).toBe(text[5]);
  packArray(text, { dictionary: second as Buffer });

  expect(compressed.at(2000)).toBe(text[2000]);
  expect(compressed.toArray()).toEqual(new Uint8Array(text));
});

test('a damaged block is an error each time it is read, and the others stay readable', () => {
  const array = Uint16Array.from({ length: 1024 }, (_, index) => index * 31);
  const packed = packArray(array, { blockLength: 256 });
  packed[packed.length - 1] = (packed[packed.length - 1] as number) ^ 4;
  const compressed = CompressedArray.open(packed);

  expect(codeOf(() => compressed.at(1000))).toBe('NSI_MEMORY_CODEC_CORRUPT');
  expect(codeOf(() => compressed.at(1000))).toBe('NSI_MEMORY_CODEC_CORRUPT');
  expect(compressed.at(10)).toBe(310);
});

test('refuses what unpackArray refuses', () => {
  const packed = packArray(new Uint8Array(5000));

  expect(codeOf(() => CompressedArray.open(packed, { maxOutputBytes: 4999 }))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(codeOf(() => CompressedArray.open(packed.subarray(0, -1)))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  expect(codeOf(() => CompressedArray.open(Buffer.from('something else that is long enough')))).toBe('NSI_MEMORY_CODEC_FOREIGN');
});
