import { mkdirSync, mkdtempDisposableSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandCall } from '@nsi/workbench/test';
import { run as lines } from './lines.ts';
import { run as walk } from './walk.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-commands-'));
afterAll(() => folder.remove());
const at = (name: string): string => join(folder.path, name);
mkdirSync(at('tree/deep'), { recursive: true });
writeFileSync(at('tree/a.ts'), 'x'.repeat(100));
writeFileSync(at('tree/deep/b.ts'), 'x'.repeat(50));
writeFileSync(at('tree/deep/.hidden'), 'x');
symlinkSync('a.ts', at('tree/link'));
writeFileSync(at('tree/deep/né.md'), 'é');
const lineDefaults = { maxLine: '16MiB', count: 1 };

test('walk counts files and bytes by ending', async () => {
  const { data, text } = await walk(
    commandCall(folder.path, { arguments: { folder: 'tree' }, options: { kind: ['file', 'symlink'], sizes: true } }),
  );

  expect(data).toMatchObject({
    entries: 5,
    kinds: { file: 4, symlink: 1 },
    bytes: 153,
    endings: [
      { ending: '.ts', files: 2, bytes: 150 },
      { ending: '.md', files: 1, bytes: 2 },
      { ending: '', files: 1, bytes: 1 },
    ],
    unreadable: [],
  });
  expect(text).toMatch(/^5 entries, 153 B in \d+ ms: file 4, symlink 1\n/);
});

test('walk lists what matches', async () => {
  const { data, text } = await walk(
    commandCall(folder.path, {
      arguments: { folder: 'tree' },
      options: { kind: ['file'], list: true, include: ['**/*.{ts,md}'], exclude: ['a.*'], hidden: false },
    }),
  );

  expect(text).toBe('deep/b.ts\ndeep/né.md');
  expect(data).toMatchObject({ paths: ['deep/b.ts', 'deep/né.md'] });
});

test('walk fails for a folder that is not there', async () => {
  await expect(walk(commandCall(folder.path, { arguments: { folder: 'absent' }, options: { kind: ['file'] } }))).rejects.toMatchObject({
    code: 'NSI_IO_READ_FAILED',
  });
});

test('lines counts, finds the longest and says which ends there are', async () => {
  writeFileSync(at('mixed.txt'), 'one\r\nlonger\nend');

  const { data, text } = await lines(commandCall(folder.path, { arguments: { file: 'mixed.txt' }, options: lineDefaults }));

  expect(data).toMatchObject({ lines: 3, contentBytes: 12, longest: { index: 1, bytes: 6 }, endings: { lf: 2, crlf: 1 } });
  expect(text).toContain('longest 6 B (line 2)');
  expect(text).toContain('mixed, 1 of 3 CR LF');
});

test('lines checks NDJSON and names the bad lines', async () => {
  writeFileSync(at('events.ndjson'), '{"a":1}\n\n{"a":\n3\n');

  const { data, exitCode, text } = await lines(
    commandCall(folder.path, { arguments: { file: 'events.ndjson' }, options: { ...lineDefaults, ndjson: true } }),
  );

  expect(exitCode).toBe(1);
  expect(data).toMatchObject({ ndjson: { values: 2, bad: 1, first: [{ index: 2, line: '{"a":' }] } });
  expect(text).toContain('NDJSON: 2 values, 1 bad line');
});

test('lines prints those that are asked for', async () => {
  writeFileSync(at('numbers.txt'), Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n'));

  const { text } = await lines(
    commandCall(folder.path, { arguments: { file: 'numbers.txt' }, options: { ...lineDefaults, at: 97, count: 5 } }),
  );

  expect(text).toBe('line 97\nline 98\nline 99');
});

test('lines says where a line is too long', async () => {
  writeFileSync(at('long.txt'), `short\n${'x'.repeat(5000)}\n`);

  await expect(
    lines(commandCall(folder.path, { arguments: { file: 'long.txt' }, options: { ...lineDefaults, maxLine: '1kB' } })),
  ).rejects.toMatchObject({
    code: 'NSI_IO_LINES_TOO_LONG',
    details: { position: 6 },
  });
});

test('lines of an empty file have no mean and no longest', async () => {
  writeFileSync(at('empty.txt'), '');

  const { text } = await lines(commandCall(folder.path, { arguments: { file: 'empty.txt' }, options: lineDefaults }));

  expect(text).toMatch(/^0 lines, 0 B without their ends, in \d+ ms$/);
});

test.each([
  [{ at: -1, count: 1 }, '--at'],
  [{ at: 1.5, count: 1 }, '--at'],
  [{ at: 0, count: -3 }, '--count'],
  [{ at: 0, count: 0 }, '--count'],
])('lines refuses to print %j', async (options, flag) => {
  const call = commandCall(folder.path, { arguments: { file: 'numbers.txt' }, options: { ...lineDefaults, ...options } });

  await expect(lines(call)).rejects.toMatchObject({ code: 'NSI_IO_LINES_OPTION', message: expect.stringContaining(flag) as string });
});
