import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import lz4 from 'lz4-napi';
import { expect, test } from 'vitest';
import { codeOf, outcomeOf } from '@nsi/workbench/test';
import { headerChecksum } from '../../test/header-checksum.ts';
import { bytesIn, makeArray, xorshift } from '../../test/sample-arrays.ts';
import { CompressedArray } from './compressed-array.ts';
import { packArray } from './pack-array.ts';
import { packedCodecNames } from './packed-codec-names.ts';
import { unpackArray } from './unpack-array.ts';

const walk = makeArray({ type: 'int32', length: 3000, kind: 'walk', seed: 5 });
const noise = makeArray({ type: 'uint16', length: 3000, kind: 'noise', seed: 6 });

test.each(packedCodecNames)('notices 1,000 of 1,000 one-bit flips in an array packed with %s', (codec) => {
  const random = xorshift(21);
  for (const array of [walk, noise]) {
    const packed = packArray(array, { codec, blockLength: 1024 });

    for (let flip = 0; flip < 1000; flip++) {
      const at = random() % (packed.length * 8);
      const damaged = Buffer.from(packed);
      damaged[at >> 3] = (damaged[at >> 3] as number) ^ (1 << (at & 7));
      expect(String(codeOf(() => unpackArray(damaged)))).toMatch(/^NSI_MEMORY_CODEC_/);
    }
  }
});

test('notices every cut, and anything behind the end', () => {
  const packed = packArray(walk, { blockLength: 1024 });

  for (let length = 0; length < packed.length; length += length < 60 ? 1 : 37) {
    expect(codeOf(() => unpackArray(packed.subarray(0, length)))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  }
  expect(codeOf(() => unpackArray(Buffer.concat([packed, Buffer.of(0)])))).toBe('NSI_MEMORY_CODEC_TRAILING');
  expect(codeOf(() => unpackArray(Buffer.concat([packed, packed])))).toBe('NSI_MEMORY_CODEC_TRAILING');
});

test.each([
  ['an LZ4 frame', lz4.compressFrameSync(Buffer.alloc(100, 'abc')), /LZ4 frame .*lz4-frame/],
  ['zstd', zstdCompressSync(Buffer.alloc(100, 'abc')), /zstd frame/],
  ['gzip', gzipSync(Buffer.alloc(100, 'abc')), /gzip/],
  ['a raw LZ4 block', lz4.compressSync(Buffer.from('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH')), /unknown format/],
  ['text', Buffer.from('The quick brown fox jumps over the lazy dog'), /unknown format that begins with 54686520/],
])('says of %s what it is', (_, bytes, message) => {
  expect(codeOf(() => unpackArray(bytes))).toBe('NSI_MEMORY_CODEC_FOREIGN');
  expect(() => unpackArray(bytes)).toThrow(message);
});

test('refuses a newer version by its number', () => {
  const packed = packArray(walk);
  packed[4] = 2;

  expect(() => unpackArray(packed)).toThrow(/version 2/);
  expect(codeOf(() => unpackArray(packed))).toBe('NSI_MEMORY_CODEC_VERSION');
});

test('refuses a claim over the bound before it looks at anything else', () => {
  const packed = packArray(new Uint8Array(1000));

  expect(codeOf(() => unpackArray(packed, { maxOutputBytes: 999 }))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(unpackArray(packed, { maxOutputBytes: 1000 })).toHaveLength(1000);
});

test('refuses 28 bytes that claim a gibibyte, and a header that claims more than numbers hold, without allocating it', () => {
  const claim = (length: number): Buffer => {
    const zeros = packArray(new Uint8Array(0));
    return reseal(zeros, (header) => {
      header.writeUInt32LE(length % 2 ** 32, 12);
      header.writeUInt32LE(Math.floor(length / 2 ** 32), 16);
    });
  };
  const before = process.memoryUsage().arrayBuffers;

  expect(codeOf(() => unpackArray(claim(2 ** 30)))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(codeOf(() => unpackArray(claim(2 ** 30), { maxOutputBytes: 2 ** 40 }))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  expect(codeOf(() => CompressedArray.open(claim(2 ** 30), { maxOutputBytes: 2 ** 40 }))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  expect(codeOf(() => unpackArray(claim(2 ** 60), { maxOutputBytes: Infinity }))).toBe('NSI_MEMORY_CODEC_CORRUPT');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 24);
});

test('refuses header values that do not exist, even when they are sealed', () => {
  const packed = packArray(new Uint16Array(100));
  const values: readonly (readonly [offset: number, value: number])[] = [
    [4, 0],
    [5, 12],
    [6, 5],
    [7, 8],
    [8, 4],
    [9, 7],
    [9, 17],
    [10, 1],
    [11, 1],
  ];

  for (const [offset, value] of values) {
    const forged = reseal(packed, (header) => (header[offset] = value));
    expect(codeOf(() => unpackArray(forged))).toBe('NSI_MEMORY_CODEC_CORRUPT');
  }
});

test('refuses a dictionary claim beside a filter, whose matches would reach into foreign memory', () => {
  const forged = reseal(packArray(new Uint16Array(100), { filter: 'shuffle' }), (header) => header.writeUInt32LE(77, 20));

  expect(codeOf(() => unpackArray(forged, { dictionary: new Uint8Array(100) }))).toBe('NSI_MEMORY_CODEC_CORRUPT');
});

test('notices blocks that have changed places', () => {
  const array = Uint8Array.from({ length: 512 }, (_, index) => (index < 256 ? index : 255 - (index & 255)));
  const packed = packArray(array, { codec: 'store', filter: 'none', blockLength: 256 });
  const [header, first, second] = [packed.subarray(0, 28), packed.subarray(28, 292), packed.subarray(292)];

  expect(first.length).toBe(second.length);
  expect(codeOf(() => unpackArray(Buffer.concat([header, second, first])))).toBe('NSI_MEMORY_CODEC_CORRUPT');
});

test.each(packedCodecNames)('without checksums, damage to %s gives an error or an array of the right length, never a crash', (codec) => {
  const random = xorshift(31);
  for (const filter of ['none', 'shuffle', 'delta-bitshuffle', 'bitpack'] as const) {
    const packed = packArray(walk, { codec, filter, checksum: false, blockLength: 1024 });
    for (let round = 0; round < 150; round++) {
      const damaged = Buffer.from(packed);
      for (let flips = 0; flips < 3; flips++) damaged[28 + (random() % (packed.length - 28))] = random();
      expect(outcomeOf(() => unpackArray(damaged).length)).toMatch(/^(3000|NSI_MEMORY_CODEC_\w+)$/);
    }
  }
});

test('never takes foreign bytes for a packed array', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, beginsRight) => {
      const input = beginsRight ? Buffer.concat([Buffer.from([0x4e, 0x53, 0x49, 0x8a, 1]), bytes]) : bytes;
      expect(String(codeOf(() => unpackArray(input)))).toMatch(/^NSI_MEMORY_CODEC_/);
    }),
  );
});

test('packs and unpacks while others hold results of it', () => {
  const arrays = Array.from({ length: 20 }, (_, seed) => makeArray({ type: 'float64', length: 500, kind: 'walk', seed }));
  const packed = arrays.map((array) => packArray(array));
  const restored = packed.map((bytes) => unpackArray(bytes));

  restored.forEach((array, index) => expect(bytesIn(array).equals(bytesIn(arrays[index] as Float64Array))).toBe(true));
});

/** A copy with a changed header and the checksum that belongs to it. */
function reseal(packed: Buffer, change: (header: Buffer) => unknown): Buffer {
  const forged = Buffer.from(packed);
  change(forged.subarray(0, 28));
  forged.writeUInt32LE(headerChecksum(forged.subarray(0, 24)), 24);
  return forged;
}
