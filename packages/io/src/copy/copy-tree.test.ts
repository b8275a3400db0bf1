import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
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
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { seededBytes } from '../../test/seeded-bytes.ts';
import { hasSmallDisks, runOnSmallDisk } from '../../test/small-disk.ts';
import { treeOf, writeTree, type TreeShape } from '../../test/tree-shape.ts';
import { copyTree } from './copy-tree.ts';
import { leadsOutside } from './leads-outside.ts';

const scratch = scratchFolder();
const source = join(scratch, 'source');
const target = join(scratch, 'target');

beforeEach(() => {
  for (const name of readdirSync(scratch)) rmSync(join(scratch, name), { recursive: true });
  mkdirSync(source);
});

test('a copy equals its source, whatever is in it', async () => {
  const name = fc.stringMatching(/^[a-zé ]{1,6}$/);
  const { tree } = fc.letrec<{ tree: TreeShape; node: TreeShape | Uint8Array }>((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, fc.uint8Array({ maxLength: 9000 }), tie('tree')),
    tree: fc.dictionary(name, tie('node'), { maxKeys: 5 }) as fc.Arbitrary<TreeShape>,
  }));
  await fc.assert(
    fc.asyncProperty(tree, fc.integer({ min: 1, max: 9 }), fc.constantFrom('auto', 'never'), async (shape, concurrency, reflink) => {
      rmSync(source, { recursive: true });
      rmSync(target, { recursive: true, force: true });
      writeTree(source, shape);
      await copyTree(source, target, { concurrency, reflink, pieceBytes: 4096, onProgress: () => {} });

      expect(treeOf(target)).toEqual(treeOf(source));
    }),
    { numRuns: 40 },
  );
});

test('counts what it made and tells how far it has come', async () => {
  writeTree(source, { a: seededBytes(10, 1), folder: { b: seededBytes(20_000, 2) } });
  symlinkSync('folder/b', join(source, 'link'));
  const told: number[] = [];

  const summary = await copyTree(source, target, { pieceBytes: 4096, onProgress: ({ bytes }) => told.push(bytes) });

  expect(summary).toEqual({ files: 2, folders: 2, links: 1, bytes: 20_010 });
  expect(told.at(-1)).toBe(20_010);
  expect(readlinkSync(join(target, 'link'))).toBe('folder/b');
});

test('keeps permission bits, those of folders too, and times when asked', async () => {
  writeTree(source, { closed: { script: Buffer.from('#!/bin/sh') } });
  chmodSync(join(source, 'closed', 'script'), 0o751);
  chmodSync(join(source, 'closed'), 0o555);
  const time = new Date('2001-02-03T04:05:06Z');
  utimesSync(join(source, 'closed', 'script'), time, time);
  utimesSync(join(source, 'closed'), time, time);

  await copyTree(source, target, { keepTimes: true });

  expect(statSync(join(target, 'closed')).mode & 0o7777).toBe(0o555);
  expect(statSync(join(target, 'closed', 'script')).mode & 0o7777).toBe(0o751);
  expect(statSync(join(target, 'closed', 'script')).mtime).toEqual(time);
  expect(statSync(join(target, 'closed')).mtime).toEqual(time);
  chmodSync(join(source, 'closed'), 0o755);
});

test('names that are no UTF-8 arrive as they are', async () => {
  const name = Buffer.from([0x66, 0xff, 0xfe, 0x6f]);
  writeFileSync(Buffer.concat([Buffer.from(`${source}/`), name]), 'bytes');

  await copyTree(source, target);

  expect(readdirSync(target, { encoding: 'buffer' })).toEqual([name]);
});

test('an abort leaves nothing where there was nothing', async () => {
  writeTree(source, Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, seededBytes(50_000, index)])));
  const abortion = new AbortController();

  const code = await codeOfAsync(
    copyTree(source, target, {
      signal: abortion.signal,
      pieceBytes: 4096,
      onProgress: ({ files }) => {
        if (files === 10) abortion.abort();
      },
    }),
  );

  expect(code).toBe(20);
  expect(readdirSync(scratch)).toEqual(['source']);
});

test('an abort within a large file leaves nothing half in a merge', async () => {
  writeTree(source, { large: seededBytes(5 << 20, 1) });
  mkdirSync(target);
  const abortion = new AbortController();

  const code = await codeOfAsync(
    copyTree(source, target, { signal: abortion.signal, reflink: 'never', pieceBytes: 4096, onProgress: () => abortion.abort() }),
  );

  expect(code).toBe(20);
  expect(readdirSync(target)).toEqual([]);
});

test('merges into a folder; what is there is replaced only when it is told to', async () => {
  writeTree(source, { a: Buffer.from('new'), sub: { b: Buffer.from('b') } });
  writeTree(target, { a: Buffer.from('old'), kept: Buffer.from('kept'), sub: {} });
  chmodSync(join(target, 'sub'), 0o700);

  expect(await codeOfAsync(copyTree(source, target))).toBe('NSI_IO_FILE_EXISTS');
  expect(readFileSync(join(target, 'a'), 'utf8')).toBe('old');
  await copyTree(source, target, { force: true });

  expect(treeOf(target)).toMatchObject({ a: Buffer.from('new'), kept: Buffer.from('kept'), sub: { b: Buffer.from('b') } });
  expect(statSync(join(target, 'sub')).mode & 0o777).toBe(0o700);
});

test('writes through no link that stands in the target', async () => {
  const outside = join(scratch, 'outside');
  writeTree(outside, { file: Buffer.from('safe') });
  writeTree(source, { sub: { file: Buffer.from('evil') }, file: Buffer.from('evil') });
  mkdirSync(target);
  symlinkSync(outside, join(target, 'sub'));
  symlinkSync(join(outside, 'file'), join(target, 'file'));

  expect(await codeOfAsync(copyTree(source, target, { force: true }))).toBe('NSI_IO_PATH_OUTSIDE');

  expect(treeOf(outside)).toEqual({ file: Buffer.from('safe') });
  expect(lstatSync(join(target, 'file')).isFile()).toBe(true);
});

test('refuses links that lead out of the tree, unless it is told to keep or skip them', async () => {
  symlinkSync('../secret', join(source, 'link'));

  expect(await codeOfAsync(copyTree(source, target))).toBe('NSI_IO_PATH_OUTSIDE');
  expect(existsSync(target)).toBe(false);
  await copyTree(source, target, { links: 'keep' });
  expect(readlinkSync(join(target, 'link'))).toBe('../secret');
  expect(await copyTree(source, `${target}2`, { links: 'skip' })).toMatchObject({ links: 0, files: 0 });
});

test('replaces a link by a link in a merge when it is told to', async () => {
  symlinkSync('b', join(source, 'link'));
  mkdirSync(target);
  symlinkSync('a', join(target, 'link'));

  expect(await codeOfAsync(copyTree(source, target))).toBe('NSI_IO_FILE_EXISTS');
  await copyTree(source, target, { force: true });
  expect(readlinkSync(join(target, 'link'))).toBe('b');
});

test('refuses to copy a folder into itself, also behind a link', async () => {
  mkdirSync(join(source, 'sub'));
  symlinkSync(join(source, 'sub'), join(scratch, 'way'));

  for (const place of [source, join(source, 'copy'), join(source, 'sub', 'deep', 'copy'), join(scratch, 'way', 'copy')]) {
    expect(await codeOfAsync(copyTree(source, place))).toBe('NSI_IO_COPY_OPTION');
  }
  expect(treeOf(source)).toEqual({ sub: {} });
});

test('refuses pipes instead of waiting for them, and files where folders must be', async () => {
  spawnSync('mkfifo', [join(source, 'pipe')]);
  expect(await codeOfAsync(copyTree(source, target))).toBe('NSI_IO_COPY_KIND');
  rmSync(join(source, 'pipe'));

  writeTree(source, { sub: { a: Buffer.from('a') } });
  writeTree(target, { sub: Buffer.from('file') });
  expect(await codeOfAsync(copyTree(source, target))).toBe('NSI_IO_COPY_KIND');
  rmSync(target, { recursive: true });
  writeTree(source, { other: Buffer.from('a') });
  writeTree(target, { other: {} });
  expect(await codeOfAsync(copyTree(source, target, { force: true }))).toBe('NSI_IO_COPY_KIND');
});

test.runIf(hasSmallDisks)('a full disk leaves nothing of the copy', () => {
  writeTree(source, Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}`, seededBytes(50_000, index)])));

  const outcome = runOnSmallDisk(
    1024,
    `
    import { mkdirSync, readdirSync } from 'node:fs';
    import { copyTree } from '../src/copy/copy-tree.ts';
    const run = (target) => copyTree(${JSON.stringify(source)}, target).then(() => 'copied', ({ code }) => code);
    mkdirSync(disk + '/merged');
    const codes = [await run(disk + '/fresh'), await run(disk + '/merged')];
    const whole = readdirSync(disk + '/merged').every((name) => name.startsWith('f'));
    console.log(JSON.stringify({ codes, left: readdirSync(disk), whole }));
  `,
  );

  expect(outcome).toEqual({ codes: ['ENOSPC', 'ENOSPC'], left: ['merged'], whole: true });
});

test('leaves out what the filter refuses, with all below it', async () => {
  writeTree(source, { node_modules: { a: Buffer.from('a') }, src: { b: Buffer.from('b') } });

  await copyTree(source, target, { filter: (path) => path !== 'node_modules' });

  expect(treeOf(target)).toEqual({ src: { b: Buffer.from('b') } });
});

test.runIf(process.getuid?.() === 0)('a folder that others may not use is refused by the error that it gives', async () => {
  writeTree(source, { a: Buffer.from('a') });
  const locked = join(scratch, 'locked');
  mkdirSync(locked, { mode: 0o700 });
  for (const path of [scratch, source]) chmodSync(path, 0o755);
  const nobody = 65_534;

  process.seteuid?.(nobody);
  const code = await codeOfAsync(copyTree(source, join(locked, 'target')));
  process.seteuid?.(0);

  expect(code).toBe('EACCES');
});

test('data that must be shared is shared, or the copy is refused and leaves nothing', async () => {
  writeTree(source, { a: Buffer.from('a') });

  const code = await codeOfAsync(copyTree(source, target, { reflink: 'require' }));

  const isShared = code === undefined;
  expect([code, readdirSync(scratch)]).toEqual(isShared ? [undefined, ['source', 'target']] : ['NSI_IO_COPY_REFLINK', ['source']]);
});

test('refuses options it cannot use, and what is no folder', async () => {
  writeTree(source, { a: Buffer.from('a') });

  for (const options of [{ concurrency: 0 }, { reflink: 'sometimes' }, { links: 'follow' }, { pieceBytes: 1 }, { foce: true }]) {
    expect(await codeOfAsync(copyTree(source, target, options as object))).toBe('NSI_IO_COPY_OPTION');
  }
  expect(await codeOfAsync(copyTree(join(source, 'a'), target))).toBe('NSI_IO_COPY_OPTION');
  expect(await codeOfAsync(copyTree(join(source, 'none'), target))).toBe('ENOENT');
});

test.each([
  ['link', 'file', false],
  ['link', './a/b', false],
  ['a/link', '../b', false],
  ['a/link', '..', false],
  ['link', '..', true],
  ['a/link', '../..', true],
  ['link', '/etc/passwd', true],
  ['link', 'a/../b', true],
  ['link', '', true],
  ['a/b/link', '../../x', false],
  ['a/b/link', '.././../../x', true],
])('whether the link %s to %s could lead outside: %s', (link, leadsTo, expected) => {
  expect(leadsOutside(Buffer.from(link), Buffer.from(leadsTo))).toBe(expected);
});
