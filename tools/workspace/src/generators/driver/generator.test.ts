import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import { runIn, writeTree } from '../written-tree.ts';
import driver, { type DriverOptions } from './generator.ts';

const base = join(import.meta.dirname, '../../../../../tsconfig.base.json');

test.each([
  { name: 'raw-deflate', directory: 'src', port: 'codec', library: 'node:zlib' },
  { name: 'recent', directory: 'src', port: 'store', library: 'lru-cache', range: '^11.0.0' },
] satisfies DriverOptions[])('a $port driver type-checks and passes the conformance suite of its port', async (options) => {
  const tree = createTreeWithEmptyWorkspace();
  await driver(tree, options);
  const folder = writeTree(tree);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: base, compilerOptions: { noEmit: true, typeRoots: ['node_modules/@types'] }, include: ['src'] }),
  );

  expect(runIn(folder, 'tsc', '-p', 'tsconfig.json')).toEqual({ code: 0, output: '' });

  const { code, output } = runIn(folder, 'vitest', 'run');
  expect(output).toMatch(/Tests +\d{2} passed/);
  expect(code).toBe(0);
});
