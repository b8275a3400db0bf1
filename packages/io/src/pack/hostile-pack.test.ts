import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { zstd } from '@nsi/memory';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { seededBytes } from '../../test/seeded-bytes.ts';
import { createPackWriter } from './create-pack-writer.ts';
import { openPack } from './open-pack.ts';
import type { StoredEntry } from './pack-entry.ts';
import { encodeIndexHead, encodeSeekTable, indexMagic, skippableFrame, type IndexHead } from './pack-format.ts';
import { encodeIndex } from './pack-index.ts';

const scratch = scratchFolder();
const path = join(scratch, 'a.pack');
const codes = /^NSI_IO_(PACK_(CORRUPT|FOREIGN|TOO_LARGE)|PATH_OUTSIDE)$/;

const contents = Array.from(
  { length: 6 },
  (_, index) => [`f${index}`, index % 2 === 0 ? seededBytes(3000, index) : Buffer.alloc(3000, index)] as const,
);

async function makePack(): Promise<Buffer> {
  const writer = await createPackWriter(path, { frameBytes: 4096, force: true, durability: 'none' });
  for (const [name, bytes] of contents) await writer.add(name, bytes);
  await writer.finish();
  return readFileSync(path);
}

/** Opens what is at `path` and reads everything; the codes of what went wrong. */
async function readEverything(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  const code = await codeOfAsync(async () => {
    await using pack = await openPack(path);
    const { isIntact, problems } = await pack.verify();
    if (!isIntact) found.push('NSI_IO_PACK_CORRUPT', ...problems.filter(({ message }) => !message.startsWith('expected')));
    for (const entry of pack.entries) {
      const readCode = await codeOfAsync(async () => pack.read(entry));
      if (readCode !== undefined) found.push(readCode);
    }
  });
  return code === undefined ? found : [...found, code];
}

test('a flipped bit is noticed, with a code, or changes nothing of what is read', async () => {
  const whole = await makePack();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length * 8 - 1 }), async (bit) => {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      writeFileSync(path, damaged);

      const found = await readEverything();

      for (const code of found) expect(code).toMatch(codes);
      // Both codecs have a few bits that no decoder looks at.
      if (found.length > 0) return;
      await using pack = await openPack(path);
      const read = await Promise.all(pack.entries.map(async ({ name }) => [name, await pack.read(name)]));
      expect(read).toEqual(contents);
    }),
    { numRuns: 300 },
  );
});

test('every cut is noticed, with a code', async () => {
  const whole = await makePack();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
      writeFileSync(path, whole.subarray(0, length));

      const found = await readEverything();

      // Cut where a frame ends, it is a file of frames without a table: everything in it is intact, and it has no entries.
      await using pack = await openPack(path).catch(() => undefined);
      expect(found.length > 0 || pack?.entries.length === 0).toBe(true);
      for (const code of found) expect(code).toMatch(codes);
    }),
    { numRuns: 150 },
  );
});

test('any bytes at all are refused with a code', async () => {
  const noise = fc.uint8Array({ maxLength: 500 });
  const tail = fc.constantFrom(
    Buffer.alloc(0),
    Buffer.from([255, 255, 255, 255, 0, 0xb1, 0xea, 0x92, 0x8f]),
    Buffer.from([2, 0, 0, 0, 0x80, 0xb1, 0xea, 0x92, 0x8f]),
  );
  const head = fc.constantFrom(
    Buffer.alloc(0),
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
    Buffer.from([4, 0x22, 0x4d, 0x18]),
    Buffer.from([0x50, 0x2a, 0x4d, 0x18]),
  );
  await fc.assert(
    fc.asyncProperty(head, noise, tail, async (...parts) => {
      writeFileSync(path, Buffer.concat(parts));

      for (const code of await readEverything()) expect(code).toMatch(codes);
    }),
    { numRuns: 300 },
  );
});

const file = (name: string, size: number): StoredEntry => ({
  kind: 'file',
  nameBytes: Buffer.from(name),
  mode: 0o644,
  mtimeMs: 0,
  size,
  crc32: 0,
  linkTarget: Buffer.alloc(0),
});

/** A pack with one frame of `content` and an index that says what the test wants, checksums right. */
function forge(
  entries: readonly StoredEntry[],
  content: Uint8Array,
  claims: Partial<IndexHead> & { readonly index?: Buffer; readonly plainBytesOfFrame?: number } = {},
): void {
  const frame = zstd.encode(content);
  const plain = claims.index ?? encodeIndex(entries);
  const encoded = zstd.encode(plain);
  const table = encodeSeekTable([
    { packedBytes: frame.length, plainBytes: claims.plainBytesOfFrame ?? content.length },
    { packedBytes: 48 + encoded.length, plainBytes: 0 },
  ]);
  const head = encodeIndexHead({
    codec: 'zstd',
    entryCount: entries.length,
    plainBytes: plain.length,
    plainCrc32: crc32(plain),
    tableCrc32: crc32(table),
    contentBytes: claims.plainBytesOfFrame ?? content.length,
    ...claims,
  });
  writeFileSync(path, Buffer.concat([frame, skippableFrame(indexMagic, Buffer.concat([head, encoded])), table]));
}

test.each(['../evil', '/etc/passwd', 'a/../../b', '..'])('a pack with the name %j is refused when it is opened', async (name) => {
  forge([file(name, 10)], Buffer.alloc(10));

  expect(await codeOfAsync(openPack(path))).toBe('NSI_IO_PATH_OUTSIDE');
});

test.each([
  ['twice the same name', [file('a', 5), file('a', 5)], {}],
  ['a name below a file', [file('a', 5), file('a/b', 5)], {}],
  ['an empty name', [file('', 10)], {}],
  ['sizes beyond the content', [file('a', 11)], {}],
  ['sizes that end before it', [file('a', 9)], {}],
  ['a size below zero', [file('a', -10)], {}],
  ['a size that is no number', [file('a', Number.NaN)], {}],
  ['fewer entries than it says', [file('a', 10)], { entryCount: 2 }],
  ['a frame that holds less than it says', [file('a', 1000)], { plainBytesOfFrame: 1000 }],
  ['half a record', [file('a', 10)], { index: encodeIndex([file('a', 10)]).subarray(0, 20) }],
  ['a kind that is none', [file('a', 10)], { index: Buffer.concat([Buffer.from([9]), encodeIndex([file('a', 10)]).subarray(1)]) }],
] as const)('an index with %s is refused', async (_, entries, claims) => {
  forge(entries, Buffer.alloc(10), claims);

  expect(await readEverything()).toContain('NSI_IO_PACK_CORRUPT');
});

test('claims beyond the bounds are refused before anything of their size is allocated', async () => {
  forge([file('a', 10)], Buffer.alloc(10), { plainBytes: 2 ** 31 });
  expect(await codeOfAsync(openPack(path))).toBe('NSI_IO_PACK_TOO_LARGE');
  forge([file('a', 10)], Buffer.alloc(10), { entryCount: 2 ** 31 });
  expect(await codeOfAsync(openPack(path))).toBe('NSI_IO_PACK_TOO_LARGE');
  forge([file('a', 2 ** 31)], Buffer.alloc(10), { plainBytesOfFrame: 2 ** 31 });
  expect(await codeOfAsync(openPack(path))).toBe('NSI_IO_PACK_TOO_LARGE');
  forge([file('a', 10), file('b', 0)], Buffer.alloc(10));
  expect(await codeOfAsync(openPack(path, { maxEntries: 1 }))).toBe('NSI_IO_PACK_TOO_LARGE');
  expect(await codeOfAsync(openPack(path, { maxIndexBytes: 20 }))).toBe('NSI_IO_PACK_TOO_LARGE');
  await makePack();
  expect(await codeOfAsync(openPack(path, { maxFrames: 3 }))).toBe('NSI_IO_PACK_TOO_LARGE');
  forge([file('a', 10)], Buffer.alloc(10));
  expect(await codeOfAsync(openPack(path, { maxFrameBytes: 9 }))).toBe('NSI_IO_PACK_TOO_LARGE');
  writeFileSync(path, Buffer.concat([Buffer.alloc(100), Buffer.from([255, 255, 255, 127, 0, 0xb1, 0xea, 0x92, 0x8f])]));
  expect(await codeOfAsync(openPack(path))).toBe('NSI_IO_PACK_TOO_LARGE');
});

test('a few bytes that claim much cost little memory', async () => {
  const bomb = zstd.encode(Buffer.alloc(64 * 2 ** 20));
  writeFileSync(path, bomb);
  await using pack = await openPack(path, { maxFrameBytes: 2 ** 26 });
  expect(await codeOfAsync(openPack(path, { maxFrameBytes: 2 ** 20 }))).toBe('NSI_IO_PACK_TOO_LARGE');

  expect(pack.contentBytes).toBe(64 * 2 ** 20);
});

test('a newer version is named', async () => {
  const whole = await makePack();
  const at = whole.lastIndexOf('NSIP');
  whole[at + 4] = 2;
  whole.writeUInt32LE(crc32(whole.subarray(at, at + 36)), at + 36);
  writeFileSync(path, whole);

  expect(await codeOfAsync(openPack(path))).toBe('NSI_IO_PACK_FOREIGN');
});

test('verify names what is damaged and what is not', async () => {
  const whole = await makePack();
  await using before = await openPack(path);
  const { frameCount } = before;
  whole[20] = (whole[20] as number) ^ 0xff;
  writeFileSync(path, whole);
  await using pack = await openPack(path);

  const { isIntact, frames, intactFiles, problems } = await pack.verify();

  expect(isIntact).toBe(false);
  expect(frames).toBe(frameCount);
  expect(intactFiles).toBe(4);
  expect(problems.map(({ where }) => where)).toEqual(['frame 0', 'f0', 'f1']);
});
