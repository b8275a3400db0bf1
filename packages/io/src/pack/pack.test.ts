import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { lz4Frame, zstd } from '@nsi/memory';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { seededBytes } from '../../test/seeded-bytes.ts';
import { hasSmallDisks, runOnSmallDisk } from '../../test/small-disk.ts';
import { treeOf, writeTree } from '../../test/tree-shape.ts';
import { filePermits } from '../permits/file-permits.ts';
import { createPackWriter } from './create-pack-writer.ts';
import { openPack } from './open-pack.ts';

const scratch = scratchFolder();
const path = join(scratch, 'a.pack');

beforeEach(() => {
  for (const name of readdirSync(scratch)) rmSync(join(scratch, name), { recursive: true });
});

const content = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.nat()).map(([length, seed]) => seededBytes(length, seed)),
  fc.integer({ min: 0, max: 40_000 }).map((length) => Buffer.alloc(length, 'words and words ')),
);

test.each(['zstd', 'lz4'] as const)('%s: what is packed is what is read, at any place, and what is extracted', async (codec) => {
  const range = fc.record({ file: fc.nat(), offset: fc.integer({ min: 0, max: 45_000 }), length: fc.integer({ min: 0, max: 45_000 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(content, { maxLength: 8 }),
      fc.array(range, { maxLength: 8 }),
      fc.nat({ max: 1 }),
      async (files, ranges, kept) => {
        const writer = await createPackWriter(path, { codec, frameBytes: 4096, force: true, durability: 'none' });
        for (const [index, bytes] of files.entries()) await writer.add(`folder/${index}`, bytes);
        const summary = await writer.finish();
        await using pack = await openPack(path, { cacheBytes: kept * 100_000 });

        expect(pack.entries.map(({ size }) => size)).toEqual(files.map(({ length }) => length));
        expect(summary).toMatchObject({ entries: files.length, packedBytes: statSync(path).size, contentBytes: pack.contentBytes });
        const all = Buffer.concat(files);
        for (const { file, offset, length } of ranges) {
          expect(await pack.readContent(offset, length)).toEqual(all.subarray(offset, offset + length));
          if (files.length === 0) continue;
          const index = file % files.length;
          const expected = Buffer.from(files[index] as Uint8Array).subarray(offset, offset + length);
          expect(Buffer.from(await pack.read(`folder/${index}`, { offset, length }))).toEqual(expected);
          expect(await allOf(pack.stream(`folder/${index}`))).toEqual(Buffer.from(files[index] as Uint8Array));
        }
        expect(await pack.verify()).toMatchObject({ isIntact: true, files: files.length, intactFiles: files.length, problems: [] });
        rmSync(join(scratch, 'out'), { recursive: true, force: true });
        await pack.extract(join(scratch, 'out'));
        const expectedTree =
          files.length === 0 ? {} : { folder: Object.fromEntries(files.map((bytes, index) => [index, Buffer.from(bytes)])) };
        expect(treeOf(join(scratch, 'out'))).toEqual(expectedTree);
      },
    ),
    { numRuns: 25 },
  );
});

test('packs a tree and gives it back with modes, times, links and empty folders', async () => {
  const tree = join(scratch, 'tree');
  writeTree(tree, { 'b.txt': Buffer.from('b'), empty: {}, a: { large: seededBytes(700_000, 1), script: Buffer.from('#!/bin/sh') } });
  symlinkSync('a/script', join(tree, 'link'));
  chmodSync(join(tree, 'a', 'script'), 0o750);
  chmodSync(join(tree, 'empty'), 0o700);
  const time = new Date('2001-02-03T04:05:06Z');
  utimesSync(join(tree, 'b.txt'), time, time);
  utimesSync(join(tree, 'a'), time, time);

  const writer = await createPackWriter(path);
  const added = await writer.addTree(tree);
  await writer.finish();
  await using pack = await openPack(path);
  const summary = await pack.extract(join(scratch, 'out'));

  expect(added).toEqual({ files: 3, bytes: 700_010 });
  expect(summary).toEqual({ files: 3, folders: 2, links: 1, bytes: 700_010 });
  expect(treeOf(join(scratch, 'out'))).toEqual(treeOf(tree));
  for (const name of ['b.txt', 'a', 'a/script', 'empty']) {
    const [before, after] = [statSync(join(tree, name)), statSync(join(scratch, 'out', name))];
    expect([after.mode, after.mtime]).toEqual([before.mode, before.mtime]);
  }
});

test('the same tree gives the same bytes', async () => {
  const tree = join(scratch, 'tree');
  writeTree(tree, Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, { x: seededBytes(5000, index) }])));
  const packs = ['one', 'two'].map((name) => join(scratch, name));
  for (const file of packs) {
    await using writer = await createPackWriter(file, { frameBytes: 4096 });
    await writer.addTree(tree);
    await writer.finish();
  }

  expect(readFileSync(packs[0] as string).equals(readFileSync(packs[1] as string))).toBe(true);
});

test('gives the bytes themselves when their frames are kept, and decodes only what is asked for', async () => {
  const writer = await createPackWriter(path, { frameBytes: 4096 });
  await writer.add('a', seededBytes(100_000, 1));
  await writer.finish();
  await using pack = await openPack(path);

  const first = pack.read('a', { offset: 50_000, length: 10 });
  expect(first).toBeInstanceOf(Promise);
  expect(await first).toEqual(seededBytes(100_000, 1).subarray(50_000, 50_010));
  expect(pack.read('a', { offset: 50_100, length: 10 })).toBeInstanceOf(Buffer);
  expect(pack.frameCount).toBe(25);
});

test('names that are no UTF-8 keep their bytes', async () => {
  const name = Buffer.from([0x66, 0xff, 0xfe, 0x6f]);
  const tree = join(scratch, 'tree');
  mkdirSync(tree);
  writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), name]), 'bytes');
  const writer = await createPackWriter(path);
  await writer.addTree(tree);
  await writer.finish();
  await using pack = await openPack(path);
  await pack.extract(join(scratch, 'out'));

  expect((await pack.read(name)).toString()).toBe('bytes');
  expect(readdirSync(join(scratch, 'out'), { encoding: 'buffer' })).toEqual([name]);
});

test('takes content in pieces, text, and files one after the other however they are called', async () => {
  const writer = await createPackWriter(path, { frameBytes: 4096 });
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < 10; index++) yield seededBytes(1000, index);
  };
  await Promise.all([
    writer.add('pieces', pieces()),
    writer.add('text', 'gr\u00fcn'),
    writer.add('list', [Buffer.from('a'), Buffer.from('b')]),
  ]);
  await writer.finish();
  await using pack = await openPack(path);

  expect(await pack.read('pieces')).toEqual(Buffer.concat(Array.from({ length: 10 }, (_, index) => seededBytes(1000, index))));
  expect((await pack.read('text')).toString()).toBe('gr\u00fcn');
  expect((await pack.read('list')).toString()).toBe('ab');
});

test.each(['../a', '/a', 'a/../b', '', 'a//b', './a', 'a/', 'a\0b', 'x'.repeat(5000)])(
  'refuses the name %j without ending the pack',
  async (name) => {
    await using writer = await createPackWriter(path);

    expect(await codeOfAsync(writer.add(name, 'x'))).toBe('NSI_IO_PACK_NAME');
    await writer.add('fine', 'x');
    await writer.finish();
  },
);

test('refuses names that are taken and names below files', async () => {
  await using writer = await createPackWriter(path);
  await writer.add('a', 'x');
  await writer.add('sub/b', 'x');

  expect(await codeOfAsync(writer.add('a', 'x'))).toBe('NSI_IO_PACK_NAME');
  expect(await codeOfAsync(writer.add('a/b', 'x'))).toBe('NSI_IO_PACK_NAME');
  expect(await codeOfAsync(writer.add('sub', 'x'))).toBe('NSI_IO_PACK_NAME');
  expect(await codeOfAsync(writer.addFolder('sub'))).toBeUndefined();
});

test('nothing is left of a pack that is not finished, whatever ended it', async () => {
  const abortion = new AbortController();
  {
    await using writer = await createPackWriter(path, { frameBytes: 4096, signal: abortion.signal });
    await writer.add('a', seededBytes(50_000, 1));
    abortion.abort();
    expect(await codeOfAsync(writer.add('b', 'x'))).toBe(20);
    expect(await codeOfAsync(writer.finish())).toBe(20);
  }
  {
    await using writer = await createPackWriter(path);
    const failing = function* (): Generator<Uint8Array> {
      yield Buffer.from('half');
      throw Object.assign(new Error('source'), { code: 'SOURCE' });
    };
    expect(await codeOfAsync(writer.add('a', failing()))).toBe('SOURCE');
    expect(await codeOfAsync(writer.finish())).toBe('SOURCE');
  }

  expect(readdirSync(scratch)).toEqual([]);
});

test('replaces a file only when it is told to', async () => {
  writeFileSync(path, 'old');
  {
    await using writer = await createPackWriter(path);
    expect(await codeOfAsync(writer.finish())).toBe('NSI_IO_FILE_EXISTS');
  }
  expect(readFileSync(path, 'utf8')).toBe('old');
  await using writer = await createPackWriter(path, { force: true });
  await writer.finish();
  await using pack = await openPack(path);

  expect(pack.entries).toEqual([]);
  expect(readdirSync(scratch)).toEqual(['a.pack']);
});

test('extracts over nothing that is there unless it is told to, and through no link', async () => {
  const [out, outside] = [join(scratch, 'out'), join(scratch, 'outside')];
  writeTree(out, { a: Buffer.from('old') });
  mkdirSync(outside);
  symlinkSync(outside, join(out, 'sub'));
  const writer = await createPackWriter(path);
  await writer.add('a', 'new');
  await writer.add('sub/b', 'evil');
  await writer.finish();
  await using pack = await openPack(path);

  expect(await codeOfAsync(pack.extract(out))).toMatch(/NSI_IO_(FILE_EXISTS|PATH_OUTSIDE)/);
  expect(readFileSync(join(out, 'a'), 'utf8')).toBe('old');
  expect(await codeOfAsync(pack.extract(out, { force: true }))).toBe('NSI_IO_PATH_OUTSIDE');
  expect(readdirSync(outside)).toEqual([]);
  rmSync(join(out, 'sub'));
  await pack.extract(out, { force: true });
  expect(treeOf(out)).toEqual({ a: Buffer.from('new'), sub: { b: Buffer.from('evil') } });
});

test('a link that leads out is refused before anything is written', async () => {
  const writer = await createPackWriter(path);
  await writer.add('a', 'x');
  await writer.addLink('link', '../../etc/passwd');
  await writer.finish();
  await using pack = await openPack(path);

  expect(await codeOfAsync(pack.extract(join(scratch, 'out')))).toBe('NSI_IO_PATH_OUTSIDE');
  expect(readdirSync(scratch)).toEqual(['a.pack']);
  expect(await pack.extract(join(scratch, 'out'), { links: 'skip' })).toMatchObject({ files: 1, links: 0 });
});

test('an aborted extraction leaves nothing, and a bound on the output holds before the first byte', async () => {
  const writer = await createPackWriter(path, { frameBytes: 4096 });
  for (let index = 0; index < 50; index++) await writer.add(`f${index}`, seededBytes(20_000, index));
  await writer.finish();
  await using pack = await openPack(path);
  const abortion = new AbortController();

  const code = await codeOfAsync(pack.extract(join(scratch, 'out'), { signal: abortion.signal, onProgress: () => abortion.abort() }));

  expect(code).toBe(20);
  expect(await codeOfAsync(pack.extract(join(scratch, 'out'), { maxOutputBytes: 999_999 }))).toBe('NSI_IO_PACK_TOO_LARGE');
  expect(readdirSync(scratch)).toEqual(['a.pack']);
});

test.runIf(hasSmallDisks)('a full disk leaves neither half a pack nor half an extraction', async () => {
  const writer = await createPackWriter(path);
  for (let index = 0; index < 40; index++) await writer.add(`f${index}`, Buffer.alloc(50_000, index));
  await writer.finish();

  const outcome = runOnSmallDisk(
    1024,
    `
    import { mkdirSync, readdirSync } from 'node:fs';
    import { createPackWriter } from '../src/pack/create-pack-writer.ts';
    import { openPack } from '../src/pack/open-pack.ts';
    const codes = [];
    await using pack = await openPack(${JSON.stringify(path)});
    mkdirSync(disk + '/merged');
    codes.push(await pack.extract(disk + '/fresh').then(() => 'done', ({ code }) => code));
    {
      await using writer = await createPackWriter(disk + '/a.pack', { codec: 'lz4' });
      const bytes = Buffer.from(Array.from({ length: 2 ** 21 }, () => Math.random() * 256));
      codes.push(await writer.add('x', bytes).then(() => writer.finish()).then(() => 'done', ({ code }) => code));
    }
    console.log(JSON.stringify({ codes, left: readdirSync(disk) }));
  `,
  );

  expect(outcome).toEqual({ codes: ['ENOSPC', 'ENOSPC'], left: ['merged'] });
});

test('zstd reads a pack as the content of its files', async () => {
  const bytes = seededBytes(30_000, 3);
  const writer = await createPackWriter(path, { frameBytes: 4096 });
  await writer.add('a', bytes.subarray(0, 12_345));
  await writer.add('b', bytes.subarray(12_345));
  await writer.finish();

  expect(Buffer.from(zstd.decode(readFileSync(path), { maxOutputBytes: 100_000 }))).toEqual(bytes);
});

test.each([
  ['zstd', zstd],
  ['lz4', lz4Frame],
] as const)('frames of %s one after the other, without a table, are all read', async (_, codec) => {
  const parts = [10, 70_000, 0, 300_000].map((length) => seededBytes(length, length));
  const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  writeFileSync(path, Buffer.concat([codec.encode(parts[0]!), skippable, ...parts.slice(1).map((part) => codec.encode(part))]));
  await using pack = await openPack(path);
  const all = Buffer.concat(parts);

  expect(pack).toMatchObject({ entries: [], contentBytes: all.length });
  expect(await pack.readContent(0, all.length)).toEqual(all);
  expect(await pack.readContent(69_000, 20_000)).toEqual(all.subarray(69_000, 89_000));
  expect(await pack.verify()).toMatchObject({ isIntact: true, files: 0 });
});

test('says what is no such file, no such range and no such option', async () => {
  const writer = await createPackWriter(path);
  await writer.add('a/b', 'x');
  await writer.addFolder('a');
  await writer.finish();
  await using pack = await openPack(path);

  expect(await codeOfAsync(() => pack.read('none'))).toBe('NSI_IO_PACK_ENTRY');
  expect(await codeOfAsync(() => pack.read('a'))).toBe('NSI_IO_PACK_ENTRY');
  expect(await codeOfAsync(() => pack.read('a/b', { offset: -1 }))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(pack.extract(join(scratch, 'out'), { concurrency: 0 }))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(writer.add('late', 'x'))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(createPackWriter(path, { frameBytes: 1 }))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(createPackWriter(path, { codec: 'rar' } as object))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(openPack(path, { maxEntry: 1 } as object))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(openPack(scratch))).toBe('NSI_IO_PACK_FOREIGN');
  expect(await codeOfAsync(openPack(join(scratch, 'none')))).toBe('ENOENT');
});

test('a pack gives its file and its buffers back', async () => {
  const writer = await createPackWriter(path);
  await writer.add('a', 'x');
  await writer.finish();
  const pack = await openPack(path);
  await pack.read('a');
  await pack[Symbol.asyncDispose]();

  await vi.waitUntil(() => readdirSync('/proc/self/fd').every((file) => !describeLink(file).startsWith(scratch)), { timeout: 10_000 });
});

async function allOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** What a descriptor of this process is open on; empty when it was closed meanwhile. */
function describeLink(file: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${file}`);
  } catch {
    return '';
  }
}

test('packs that are open stop nobody, however few files may be open', async () => {
  const tree = join(scratch, 'tree');
  writeTree(tree, Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}`, seededBytes(300_000, index)])));
  const permits = filePermits();
  const { max } = permits;
  permits.resize(1);

  await Promise.all(
    ['one', 'two'].map(async (name) => {
      const file = join(scratch, name);
      await using writer = await createPackWriter(file);
      await writer.addTree(tree);
      await writer.finish();
      await using pack = await openPack(file);
      await pack.extract(join(scratch, `out-${name}`));
    }),
  );
  permits.resize(max);

  expect(treeOf(join(scratch, 'out-two'))).toEqual(treeOf(tree));
});
