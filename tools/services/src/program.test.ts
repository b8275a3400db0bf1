import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findProgram } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-program-'));
afterAll(() => rmSync(folder, { recursive: true }));
const search = { name: 'Example', variable: 'NSI_EXAMPLE', binaries: ['example-binary'], debianPackage: 'nsi-no-such-package' };

test('takes the binary that the environment names', () => {
  const found = findProgram(search, { NSI_EXAMPLE: process.execPath, PATH: '' });

  expect(found).toEqual({ name: 'Example', path: process.execPath });
});

test('says which variable is wrong instead of looking further', () => {
  const found = findProgram(search, { NSI_EXAMPLE: join(folder, 'absent'), PATH: process.env['PATH'] });

  expect(found).toMatchObject({ missing: expect.stringContaining('NSI_EXAMPLE') });
});

test('finds a bare name along PATH', () => {
  const path = join(folder, 'example-binary');
  writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });

  expect(findProgram(search, { PATH: `/nowhere:${folder}` })).toEqual({ name: 'Example', path });
});
