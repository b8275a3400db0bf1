import { mkdirSync, mkdtempDisposableSync, statSync, lstatSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readModes } from './read-mode.ts';
import { statFields } from './stat-columns.ts';
import { statMany } from './stat-many.ts';
import { endFileWorker } from './worker-thread.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-stat-'));
const at = (name: string): string => join(folder.path, name);
afterAll(async () => {
  await endFileWorker();
  folder.remove();
});
writeFileSync(at('file'), 'four');
mkdirSync(at('folder'));
symlinkSync('file', at('link'));
symlinkSync('nowhere', at('dangling'));
const raw = Buffer.concat([Buffer.from(at('raw-')), Buffer.of(0xff)]);
writeFileSync(raw, 'raw');
const paths = [at('file'), at('folder'), at('link'), raw];

test.each(readModes)('mode %s gives what stat gives, column by column', async (mode) => {
  const stats = await statMany(paths, { mode });

  for (const [index, path] of paths.entries()) {
    const expected = statSync(path);
    for (const field of statFields) expect(stats[field][index]).toBe(expected[field]);
  }
  expect(paths.map((_, index) => stats.kind(index))).toEqual(['file', 'directory', 'file', 'file']);
});

test.each(readModes)('mode %s looks at links themselves when asked to', async (mode) => {
  const stats = await statMany(paths, { mode, followLinks: false });

  expect(stats.kind(2)).toBe('symlink');
  expect(stats.ino[2]).toBe(lstatSync(at('link')).ino);
});

test.each(readModes)('mode %s marks what is missing and goes on', async (mode) => {
  const missing: number[] = [];

  const stats = await statMany([at('dangling'), at('file'), at('absent')], { mode, onError: (_, index) => missing.push(index) });

  expect(missing).toEqual([0, 2]);
  expect(Array.from(stats.size)).toEqual([Number.NaN, 4, Number.NaN]);
  expect(stats.kind(0)).toBeUndefined();
  expect(stats.error(2)).toMatchObject({ code: 'ENOENT', path: at('absent') });
  await expect(statMany([at('absent')], { mode })).rejects.toMatchObject({ code: 'NSI_IO_READ_FAILED', cause: { code: 'ENOENT' } });
});
