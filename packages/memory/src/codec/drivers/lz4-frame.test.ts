import fc from 'fast-check';
import lz4 from 'lz4-napi';
import { expect, test } from 'vitest';
import { codeOf, codeOfAsync, outcomeOf } from '@nsi/workbench/test';
import { xorshift } from '../../../test/sample-arrays.ts';
import { lz4Frame } from './lz4-frame.ts';

const maxOutputBytes = 1 << 24;
const text = Buffer.from(Array.from({ length: 9000 }, (_, index) => `line ${index} of ${index % 17}\n`).join(''));

test('writes frames that another implementation reads, and reads its frames', async () => {
  const inputs = [Buffer.alloc(0), Buffer.from('a'), text, Buffer.from(Uint8Array.from({ length: 200_000 }, xorshift(3)))];

  for (const input of inputs) {
    expect(lz4.decompressFrameSync(Buffer.from(lz4Frame.encode(input))).equals(input)).toBe(true);
    for (const options of [{}, { contentChecksum: true }, { blockChecksums: true }, { contentChecksum: true, blockChecksums: true }]) {
      expect(input.equals(lz4Frame.decode(lz4.compressFrameSync(input, options), { maxOutputBytes }))).toBe(true);
    }
    expect(input.equals(lz4Frame.decode((await lz4Frame.encodeAsync?.(input)) as Uint8Array, { maxOutputBytes }))).toBe(true);
  }
});

test('reads linked blocks, whose matches reach into the block before', () => {
  // Head: version 1, linked, no checksums; 64 KiB blocks. The second block is one match over the first.
  const phrase = Buffer.from('reaches back over the border');
  const first = Buffer.concat([Buffer.from([phrase.length, 0, 0, 0x80]), phrase]);
  const second = Buffer.from([9, 0, 0, 0, 0x08, phrase.length, 0, 0x50, ...Buffer.from('again')]);
  const frame = Buffer.concat([head(0b0100_0000, 0x40), first, second, Buffer.alloc(4)]);

  expect(Buffer.from(lz4Frame.decode(frame, { maxOutputBytes })).toString()).toBe('reaches back over the borderreaches backagain');
});

test('reads blocks of 4 MiB', () => {
  const input = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251));
  const raw = lz4.compressSync(input).subarray(4);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(raw.length);
  const frame = Buffer.concat([head(0b0110_0000, 0x70), size, raw, Buffer.alloc(4)]);

  expect(input.equals(lz4Frame.decode(frame, { maxOutputBytes }))).toBe(true);
});

test('reads one frame behind the other, and passes over skippable ones', () => {
  const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const input = Buffer.concat([
    skippable,
    Buffer.from(lz4Frame.encode(text)),
    skippable,
    Buffer.from(lz4Frame.encode(Buffer.from('second'))),
  ]);

  expect(Buffer.concat([text, Buffer.from('second')]).equals(lz4Frame.decode(input, { maxOutputBytes }))).toBe(true);
});

test('notices 1,000 of 1,000 one-bit flips', () => {
  const frame = lz4Frame.encode(text);
  const random = xorshift(77);

  for (let flip = 0; flip < 1000; flip++) {
    const at = random() % (frame.length * 8);
    const damaged = Buffer.from(frame);
    damaged[at >> 3] = (damaged[at >> 3] as number) ^ (1 << (at & 7));
    expect(String(codeOf(() => lz4Frame.decode(damaged, { maxOutputBytes })))).toMatch(/^NSI_MEMORY_CODEC_/);
  }
});

test('notices every cut, junk behind the end, and what is no frame', () => {
  const frame = lz4Frame.encode(text.subarray(0, 3000));

  for (let length = 0; length < frame.length; length += 13) {
    expect(codeOf(() => lz4Frame.decode(frame.subarray(0, length), { maxOutputBytes }))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  }
  expect(codeOf(() => lz4Frame.decode(Buffer.concat([frame, Buffer.from('junk')]), { maxOutputBytes }))).toBe('NSI_MEMORY_CODEC_TRAILING');
  expect(codeOf(() => lz4Frame.decode(lz4.compressSync(text), { maxOutputBytes }))).toBe('NSI_MEMORY_CODEC_FOREIGN');
});

test('refuses a frame that claims a gibibyte, and one that grows over the bound without a claim', () => {
  const claim = head(0b0110_1000, 0x40, 2n ** 30n);
  const silent = lz4.compressFrameSync(Buffer.alloc(1 << 20));
  const before = process.memoryUsage().arrayBuffers;

  expect(codeOf(() => lz4Frame.decode(Buffer.concat([claim, Buffer.alloc(4)]), { maxOutputBytes }))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(codeOf(() => lz4Frame.decode(Buffer.concat([claim, Buffer.alloc(4)]), { maxOutputBytes: 2 ** 31 }))).toBe(
    'NSI_MEMORY_CODEC_CORRUPT',
  );
  expect(codeOf(() => lz4Frame.decode(silent, { maxOutputBytes: 100_000 }))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 24);
});

test('refuses versions, dictionaries and levels it does not know', async () => {
  const input = Buffer.from('x');

  expect(codeOf(() => lz4Frame.decode(head(0b1010_0000, 0x40), { maxOutputBytes }))).toBe('NSI_MEMORY_CODEC_VERSION');
  expect(codeOf(() => lz4Frame.decode(head(0b0110_0001, 0x40), { maxOutputBytes }))).toMatch(/DICTIONARY|TRUNCATED/);
  expect(codeOf(() => lz4Frame.encode(input, { dictionary: input }))).toBe('NSI_MEMORY_CODEC_DICTIONARY');
  expect(codeOf(() => lz4Frame.encode(input, { level: 7 }))).toBe('NSI_MEMORY_CODEC_OPTION');
  expect(await codeOfAsync((async () => lz4Frame.encodeAsync?.(input, { level: 7 }))())).toBe('NSI_MEMORY_CODEC_OPTION');
});

test('never takes other bytes for a frame', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, beginsRight) => {
      const input = beginsRight ? Buffer.concat([head(0b0110_0000, 0x40), bytes]) : bytes;
      expect(outcomeOf(() => lz4Frame.decode(input, { maxOutputBytes: 10_000 }).length)).toMatch(/^(\d+|NSI_MEMORY_CODEC_\w+)$/);
    }),
    { numRuns: 500 },
  );
});

/** The head of a frame with its own checksum, which only an LZ4 library makes otherwise. */
function head(flags: number, block: number, contentBytes?: bigint): Buffer {
  const size = Buffer.alloc(contentBytes === undefined ? 0 : 8);
  if (contentBytes !== undefined) size.writeBigUInt64LE(contentBytes);
  const descriptor = Buffer.concat([Buffer.of(flags, block), size]);
  return Buffer.concat([Buffer.from([0x04, 0x22, 0x4d, 0x18]), descriptor, Buffer.of((xxh32(descriptor) >>> 8) & 0xff)]);
}

/** XXH32, seed 0, of less than 16 bytes, written from the specification. */
function xxh32(bytes: Buffer): number {
  const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
  let hash = (374_761_393 + bytes.length) | 0;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) hash = Math.imul(rotate(hash + Math.imul(bytes.readInt32LE(at), 3_266_489_917), 17), 668_265_263);
  for (; at < bytes.length; at++) hash = Math.imul(rotate(hash + Math.imul(bytes[at] as number, 374_761_393), 11), 2_654_435_761);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_917);
  return (hash ^ (hash >>> 16)) >>> 0;
}
