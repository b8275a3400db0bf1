import fc from 'fast-check';
import lz4 from 'lz4-napi';
import { expect, test } from 'vitest';
import { xorshift } from '../test/sample-arrays.ts';
import { createKernels } from './kernels.ts';

const simd = createKernels({ build: 'simd' });
const scalar = createKernels({ build: 'scalar' });
const { PLAIN, PACKED, WORK, HEADER } = simd.at;

/** Bytes with runs, repeats and noise in turn. */
const mixedBytes = (maxLength: number): fc.Arbitrary<Uint8Array> =>
  fc
    .array(
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 400 })).map(([value, length]) => new Uint8Array(length).fill(value)),
        fc
          .tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 30 }))
          .map(([unit, times]) => Uint8Array.from({ length: unit.length * times }, (_, index) => unit[index % unit.length] as number)),
      ),
      { maxLength: 12 },
    )
    .map((parts) => Uint8Array.from(Buffer.concat(parts).subarray(0, maxLength)));

test('with and without vectors the kernels make the same blocks and read them', () => {
  fc.assert(
    fc.property(mixedBytes(4096), fc.constantFrom(1, 2, 4, 8), fc.integer({ min: 0, max: 15 }), (bytes, width, filter) => {
      const count = Math.floor(bytes.length / width);
      const plain = bytes.subarray(0, count * width);
      const blocks = [simd, scalar].map((kernels) => {
        kernels.bytes.set(plain, PLAIN);
        const size = kernels.calls.packBlock(filter, width, count, 1, 6, 0);
        kernels.calls.sealBlock(3);
        expect(kernels.bytes.subarray(PLAIN, PLAIN + plain.length).equals(plain)).toBe(true);
        return Buffer.from(kernels.bytes.subarray(PACKED, PACKED + size));
      });

      expect(blocks[0]?.equals(blocks[1] as Buffer)).toBe(true);
      for (const kernels of [simd, scalar]) {
        kernels.bytes.fill(0xee, PLAIN, PLAIN + plain.length);
        expect(kernels.calls.isSealed(3)).toBe(1);
        expect(kernels.calls.isSealed(4)).toBe(0);
        const address = kernels.calls.unpackBlock(filter & 7, width, count, 0);
        expect(kernels.bytes.subarray(address, address + plain.length).equals(plain)).toBe(true);
      }
    }),
    { numRuns: 600 },
  );
});

test('filters are undone, whatever their result is encoded with', () => {
  fc.assert(
    fc.property(mixedBytes(4096), fc.constantFrom(1, 2, 4, 8), fc.integer({ min: 0, max: 15 }), (bytes, width, filter) => {
      const count = Math.floor(bytes.length / width);
      const plain = bytes.subarray(0, count * width);
      const results = [simd, scalar].map(({ bytes: memory, calls }) => {
        memory.set(plain, PLAIN);
        const address = calls.filterBlock(filter, width, count);
        return Buffer.from(memory.subarray(address, address + calls.filteredLength()));
      });

      expect(results[0]?.equals(results[1] as Buffer)).toBe(true);
      for (const { bytes: memory, calls } of [simd, scalar]) {
        memory.fill(0xee, PLAIN, PLAIN + plain.length);
        memory.set(results[0] as Buffer, WORK);
        expect(calls.unfilterBlock(filter & 7, width, count, (results[0] as Buffer).length)).toBe(1);
        expect(memory.subarray(PLAIN, PLAIN + plain.length).equals(plain)).toBe(true);
      }
    }),
    { numRuns: 600 },
  );
});

test('encodes LZ4 blocks that another implementation decodes, and decodes its own', () => {
  fc.assert(
    fc.property(mixedBytes(20_000), fc.constantFrom(1, 4, 16), fc.constantFrom(4, 5, 6), (plain, acceleration, hashBytes) => {
      simd.bytes.set(plain, PLAIN);
      const size = simd.calls.encodeLz4(PLAIN, plain.length, PACKED, acceleration, hashBytes);
      const prefixed = Buffer.alloc(4 + size);
      prefixed.writeUInt32LE(plain.length);
      prefixed.set(simd.bytes.subarray(PACKED, PACKED + size), 4);

      expect(lz4.uncompressSync(prefixed).equals(plain)).toBe(true);
      const foreign = lz4.compressSync(Buffer.from(plain)).subarray(4);
      simd.bytes.set(foreign, PACKED);
      expect(simd.calls.decodeLz4(PACKED, foreign.length, PLAIN, plain.length, PLAIN)).toBe(plain.length);
      expect(simd.bytes.subarray(PLAIN, PLAIN + plain.length).equals(plain)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('encodes LZ4 blocks beyond 64 KiB, whose matches stay within reach', () => {
  const random = xorshift(7);
  const phrase = Uint8Array.from({ length: 5000 }, () => random());
  const plain = Uint8Array.from({ length: 300_000 }, (_, index) =>
    index % 70_000 < 5000 ? (phrase[index % 70_000] as number) : random() & 3,
  );
  simd.bytes.set(plain, PLAIN);

  const size = simd.calls.encodeLz4(PLAIN, plain.length, PACKED, 1, 5);

  const prefixed = Buffer.alloc(4 + size);
  prefixed.writeUInt32LE(plain.length);
  prefixed.set(simd.bytes.subarray(PACKED, PACKED + size), 4);
  expect(lz4.uncompressSync(prefixed).equals(plain)).toBe(true);
});

test('malformed LZ4 neither writes outside of its place nor reads what was there before', () => {
  const random = xorshift(11);
  const secret = 0xc3;
  const capacity = 300;
  for (let round = 0; round < 20_000; round++) {
    const length = 1 + (random() % 60);
    const block = Uint8Array.from({ length }, () => (random() % 3 === 0 ? 255 : random() % 40));
    for (const { bytes, calls } of [simd, scalar]) {
      bytes.fill(secret, PLAIN - 64, PLAIN + capacity + 64);
      bytes.set(block, PACKED);
      const decoded = calls.decodeLz4(PACKED, length, PLAIN, capacity, PLAIN);
      expect(decoded).toBeLessThanOrEqual(capacity);
      expect(bytes.subarray(PLAIN - 64, PLAIN).every((byte) => byte === secret)).toBe(true);
      if (decoded < 0 || block.includes(secret)) continue;
      // What was not written by the block itself would still be the secret.
      expect(bytes.subarray(PLAIN, PLAIN + decoded).includes(secret)).toBe(false);
    }
  }
});

test('malformed blocks of every filter are refused or unpacked within their place', () => {
  const random = xorshift(13);
  for (let round = 0; round < 4000; round++) {
    const width = [1, 2, 4, 8][random() % 4] as number;
    const filter = random() % 8;
    const count = 1 + (random() % 300);
    const length = 1 + (random() % 200);
    for (const { bytes, calls, words } of [simd, scalar]) {
      const block = Uint8Array.from({ length }, () => (random() % 4 === 0 ? 255 : random()));
      words[PACKED >> 2] = length;
      bytes.set(block, PACKED + 8);
      // Half of the rounds begin with a likely stream word, to come further.
      if (round % 2 === 0) words[(PACKED >> 2) + 2] = random() % length;
      bytes.fill(0xaa, HEADER - 16, HEADER);
      expect(() => calls.unpackBlock(filter, width, count, 0)).not.toThrow();
      expect(bytes.subarray(HEADER - 16, HEADER).every((byte) => byte === 0xaa)).toBe(true);
    }
  }
});

test('XXH32 gives the published values', () => {
  const hash = (text: string): number => {
    simd.bytes.write(text, PLAIN);
    simd.calls.xxh32Start();
    const taken = simd.calls.xxh32Update(PLAIN, text.length);
    return simd.calls.xxh32Finish(PLAIN + taken, text.length - taken) >>> 0;
  };

  expect(hash('')).toBe(0x02cc5d05);
  expect(hash('a')).toBe(0x550d7456);
  expect(hash('abc')).toBe(0x32d153ff);
  expect(hash('Nobody inspects the spammish repetition')).toBe(0xe2293b2f);
});

test('the fingerprint is XXH64 folded', () => {
  const fingerprint = (text: string): number => {
    simd.bytes.write(text, PLAIN);
    return simd.calls.fingerprint(PLAIN, text.length) >>> 0;
  };
  const folded = (hash: bigint): number => Number((hash & 0xffff_ffffn) ^ (hash >> 32n));

  expect(fingerprint('')).toBe(folded(0xef46db3751d8e999n));
  expect(fingerprint('a')).toBe(folded(0xd24ec4f1a98c6e5bn));
  expect(fingerprint('abc')).toBe(folded(0x44bc2cf5ad770999n));
  expect(fingerprint('Nobody inspects the spammish repetition')).toBe(folded(0xfbcea83c8a378bf1n));
});
