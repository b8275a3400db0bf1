import { expect, test } from 'vitest';
import { codeOf, codeOfAsync } from '@nsi/workbench/test';
import { CompressedArray } from './compressed-array.ts';
import { packArrayAsync } from './pack-array-async.ts';
import { compressInto, maxPackedBytes, packArray } from './pack-array.ts';
import { decompressInto, unpackArray } from './unpack-array.ts';

test('packs out of shared memory and unpacks into it', () => {
  const shared = new Float32Array(new SharedArrayBuffer(40_000)).map((_, index) => index / 3);
  const input = new Float32Array(new SharedArrayBuffer(40_000));
  input.set(shared);
  const packed = new Uint8Array(new SharedArrayBuffer(maxPackedBytes(input)));
  const output = new Float32Array(new SharedArrayBuffer(40_000));

  const size = compressInto(input, packed);
  decompressInto(packed.subarray(0, size), output);

  expect(Buffer.from(output.buffer).equals(Buffer.from(input.buffer))).toBe(true);
});

test('packs views of resizable buffers, fixed and tracking, as they are at the call', () => {
  const buffer = new ArrayBuffer(2000, { maxByteLength: 8000 });
  const tracking = new Uint16Array(buffer).map((_, index) => index);
  const view = new Uint16Array(buffer);
  view.set(tracking);
  const fixed = new Uint16Array(buffer, 1000, 400);

  expect(unpackArray(packArray(view))).toHaveLength(1000);
  buffer.resize(8000);
  expect(unpackArray(packArray(view))).toHaveLength(4000);
  expect(unpackArray(packArray(fixed))).toHaveLength(400);
});

test('refuses a view that its buffer has shrunk away from, and a detached one', () => {
  const buffer = new ArrayBuffer(2000, { maxByteLength: 2000 });
  const lost = new Uint16Array(buffer, 1000, 400);
  buffer.resize(500);
  const moved = new Uint8Array(100);
  structuredClone(moved, { transfer: [moved.buffer] });

  for (const array of [lost, moved]) {
    expect(codeOf(() => packArray(array))).toBe('NSI_MEMORY_CODEC_BUFFER');
    expect(codeOf(() => compressInto(array, new Uint8Array(1000)))).toBe('NSI_MEMORY_CODEC_BUFFER');
    expect(codeOf(() => decompressInto(packArray(new Uint8Array(1)), array))).toBe('NSI_MEMORY_CODEC_BUFFER');
  }
  expect(codeOf(() => unpackArray(moved))).toBe('NSI_MEMORY_CODEC_BUFFER');
  expect(codeOf(() => compressInto(new Uint8Array(1), moved))).toBe('NSI_MEMORY_CODEC_BUFFER');
});

test('notices an array that is detached while it is packed asynchronously', async () => {
  const array = new Uint8Array(1 << 20);
  const packing = packArrayAsync(array);
  structuredClone(array, { transfer: [array.buffer] });

  expect(await codeOfAsync(packing)).toBe('NSI_MEMORY_CODEC_BUFFER');
});

test('gives back an empty array of its type', () => {
  expect(unpackArray(packArray(new BigInt64Array(0)))).toEqual(new BigInt64Array(0));
  expect(decompressInto(packArray(new Float64Array(0)), new Float64Array(0))).toBe(0);
});

test('packs more than 2 GiB and reads at its far end', () => {
  // Zeros that were never written take no memory.
  const array = new Uint8Array(2 ** 31 + 5_000_000);
  array[2 ** 31 + 4_000_000] = 77;

  const packed = packArray(array, { filter: 'none' });
  const view = CompressedArray.open(packed, { maxOutputBytes: Infinity });

  expect(view.length).toBe(2 ** 31 + 5_000_000);
  expect(view.at(2 ** 31 + 4_000_000)).toBe(77);
  expect(view.at(-1)).toBe(0);
  expect(codeOf(() => unpackArray(packed))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
});

test('unpacks arrays of a machine with the other byte order', async () => {
  const { headerChecksum } = await import('../../test/header-checksum.ts');
  const values = Uint32Array.from({ length: 1000 }, (_, index) => index * 65_537);
  const packed = packArray(new Uint32Array(Buffer.from(values.buffer.slice(0)).swap32().buffer), { blockLength: 256 });
  packed[8] = (packed[8] as number) ^ 2;
  packed.writeUInt32LE(headerChecksum(packed.subarray(0, 24)), 24);

  expect(unpackArray(packed)).toEqual(values);
  expect(CompressedArray.open(packed).at(999)).toBe(999 * 65_537);
});
