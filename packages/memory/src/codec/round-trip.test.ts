import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '@nsi/workbench/test';
import { arrayOfAnyKind, bytesIn } from '../../test/sample-arrays.ts';
import { filters } from './filter-names.ts';
import { compressInto, maxPackedBytes, packArray } from './pack-array.ts';
import { packedCodecs } from './packed-codec.ts';
import { packedCodecNames } from './packed-codec-names.ts';
import { decompressInto, describePacked, unpackArray } from './unpack-array.ts';

const blockLengths = fc.constantFrom(256, 512, 1024, 65_536);

test.each(packedCodecNames.flatMap((codec) => [...filters, 'auto' as const].map((filter) => [codec, filter] as const)))(
  'gives back every array through %s with filter %s',
  (codec, filter) => {
    const slow = codec === 'lz4' || codec === 'store' ? 150 : 40;

    fc.assert(
      fc.property(arrayOfAnyKind(1500), blockLengths, fc.boolean(), (array, blockLength, checksum) => {
        const packed = packArray(array, { codec, filter, blockLength, checksum });

        expect(packed.length).toBeLessThanOrEqual(maxPackedBytes(array, { blockLength }));
        const restored = unpackArray(packed);
        expect(restored.constructor).toBe(array.constructor);
        expect(bytesIn(restored).equals(bytesIn(array))).toBe(true);
      }),
      { numRuns: slow },
    );
  },
);

test('gives back arrays of several full blocks at every level of every codec', () => {
  const array = Uint32Array.from({ length: 200_000 }, (_, index) => index * 17 + (index % 13));

  for (const { name, lowestLevel, highestLevel } of Object.values(packedCodecs)) {
    const top = Math.min(highestLevel, 9);
    for (let level = Math.max(lowestLevel, -2); level <= top; level++) {
      expect(bytesIn(unpackArray(packArray(array, { codec: name, level }))).equals(bytesIn(array))).toBe(true);
    }
  }
});

test('packs into an output and unpacks into another, from the middle of larger buffers', () => {
  fc.assert(
    fc.property(arrayOfAnyKind(700), (array) => {
      const output = new Uint8Array(maxPackedBytes(array, { blockLength: 256 }) + 20).fill(0xa5);
      const size = compressInto(array, output.subarray(10, -10), { blockLength: 256 });
      const restored = new Uint8Array(array.byteLength + 20).fill(0x5a);
      const count = decompressInto(output.subarray(10, 10 + size), restored.subarray(10));

      expect(count).toBe(array.length);
      expect(bytesIn(array).equals(restored.subarray(10, 10 + array.byteLength))).toBe(true);
      expect([...output.subarray(0, 10), ...output.subarray(-10)].every((byte) => byte === 0xa5)).toBe(true);
      expect([...restored.subarray(0, 10), ...restored.subarray(-10)].every((byte) => byte === 0x5a)).toBe(true);
    }),
  );
});

test('tells what packed bytes hold', () => {
  const packed = packArray(new Float64Array(1000), { filter: 'shuffle', blockLength: 512 });

  expect(describePacked(packed)).toEqual({
    type: 'float64',
    length: 1000,
    byteLength: 8000,
    codec: 'lz4',
    filter: 'shuffle',
    blockLength: 512,
    hasChecksums: true,
    needsDictionary: false,
  });
});

test('reads the bytes of a Uint8Array as elements of another type', () => {
  const values = Float32Array.from({ length: 5000 }, (_, index) => index / 7);
  const bytes = Buffer.from(values.buffer);

  const restored = unpackArray(packArray(bytes, { type: 'float32' }));

  expect(restored).toEqual(values);
});

test('never makes noise longer than its header and eight bytes a block', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 3000 }), (array) => {
      expect(packArray(array, { blockLength: 256 }).length).toBeLessThanOrEqual(28 + array.length + Math.ceil(array.length / 256) * 8);
    }),
  );
});

test('refuses what it cannot do, by name', () => {
  const array = new Uint16Array(10);
  const codes = [
    () => packArray(array, { codec: 'lzo' as 'lz4' }),
    () => packArray(array, { level: 9 }),
    () => packArray(array, { level: 1.5 }),
    () => packArray(array, { filter: 'sort' as 'none' }),
    () => packArray(array, { blockLength: 1000 }),
    () => packArray(array, { blockLength: 131_072 }),
    () => packArray(array, { type: 'uint8' }),
    () => packArray(new Uint8Array(7), { type: 'float32' }),
    () => packArray(new Uint8Array(8), { type: 'complex64' as 'float32' }),
    () => unpackArray(packArray(array), { maxOutputBytes: Number.NaN }),
  ].map(codeOf);

  expect(new Set(codes)).toEqual(new Set(['NSI_MEMORY_CODEC_OPTION']));
});

test('refuses what is no typed array', () => {
  const codes = [[1, 2, 3], new DataView(new ArrayBuffer(8)), new ArrayBuffer(8), undefined].map((value) =>
    codeOf(() => packArray(value as unknown as Uint8Array)),
  );

  expect(new Set(codes)).toEqual(new Set(['NSI_MEMORY_CODEC_BUFFER']));
});

test('refuses an output that is too small or of another type', () => {
  const array = Uint16Array.from({ length: 100_000 }, (_, index) => index * 40_503);
  const packed = packArray(array);

  expect(codeOf(() => compressInto(array, new Uint8Array(20)))).toBe('NSI_MEMORY_CODEC_OUTPUT');
  expect(codeOf(() => compressInto(array, new Uint8Array(packed.length - 1)))).toBe('NSI_MEMORY_CODEC_OUTPUT');
  expect(compressInto(array, new Uint8Array(packed.length))).toBe(packed.length);
  expect(codeOf(() => decompressInto(packed, new Uint16Array(99_999)))).toBe('NSI_MEMORY_CODEC_OUTPUT');
  expect(codeOf(() => decompressInto(packed, new Int16Array(100_000)))).toBe('NSI_MEMORY_CODEC_OUTPUT');
});
