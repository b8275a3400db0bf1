import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { editConfig } from './edit-config.ts';

const folder = scratchFolder();
const file = join(folder, 'nsi.config.json');
const section = { read: { concurrency: 8, blockBytes: '1MiB' }, cache: { blockBytes: '16KiB' } };

beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

test('makes a file where there is none', async () => {
  expect(await editConfig(section, folder)).toBe(file);

  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ io: section });
});

test('keeps all other sections, their order, the indentation, and what else the section says', async () => {
  writeFileSync(
    file,
    '{\n\t"level": "balanced",\n\t"io": { "level": "aggressive", "read": { "ahead": 2, "concurrency": 1 } },\n\t"memory": {}\n}\n',
  );
  await editConfig(section, folder);

  expect(readFileSync(file, 'utf8')).toBe(
    `${JSON.stringify(
      {
        level: 'balanced',
        io: { level: 'aggressive', read: { ahead: 2, concurrency: 8, blockBytes: '1MiB' }, cache: { blockBytes: '16KiB' } },
        memory: {},
      },
      undefined,
      '\t',
    )}\n`,
  );
  expect(readdirSync(folder)).toEqual(['nsi.config.json']);
});

test('edits the nearest file upward, or the one that is named', async () => {
  writeFileSync(join(folder, 'optimization_config.json'), '{"a":1}');
  const deep = join(folder, 'a', 'b');
  mkdirSync(deep, { recursive: true });

  expect(await editConfig(section, deep)).toBe(join(folder, 'optimization_config.json'));
  expect(await editConfig(section, deep, '../other.json')).toBe(join(folder, 'a', 'other.json'));
  expect(JSON.parse(readFileSync(join(folder, 'optimization_config.json'), 'utf8'))).toEqual({ a: 1, io: section });
});

test.each([
  ['nsi.config.ts', 'export default {}'],
  ['nsi.config.json', '{'],
  ['nsi.config.json', '[]'],
  ['nsi.config.json', '{"io":[]}'],
])('leaves %s with %j alone', async (name, text) => {
  writeFileSync(join(folder, name), text);

  expect(await codeOfAsync(editConfig(section, folder))).toBe('NSI_IO_PROBE_CONFIG');
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});
