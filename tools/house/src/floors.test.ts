import { describe, expect, test } from 'vitest';
import { checkDoors, checkFloors, type House } from './floors.ts';
import { listPackages, readFiles, type TextFile } from './workspace.ts';

const packages = listPackages();
const house: House = { manifests: Object.fromEntries(packages.map(({ folder, manifest }) => [folder, manifest])) };
const sources = packages.flatMap(({ folder }) => readFiles(`packages/${folder}/{src,test,bench}/**/*.ts`));

test('finds the source of every package', () => {
  const folders = new Set(sources.map(({ path }) => path.split('/')[1]));

  expect([...folders]).toEqual(packages.map(({ folder }) => folder));
});

test('every import points to a lower storey, through a declared dependency and an exported entry', () => {
  expect(sources.flatMap((file) => checkFloors(file, house))).toEqual([]);
});

test('every third-party library enters a package by one door', () => {
  expect(checkDoors(sources)).toEqual([]);
});

const at = (path: string, text: string): TextFile => ({ path: `packages/${path}`, text });

describe('a planted fault is found', () => {
  const planted: House = {
    manifests: {
      core: { name: '@nsi/core', version: '1.0.0', exports: { '.': './a.js', './schema/*.json': './schema/*.json' } },
      memory: {
        name: '@nsi/memory',
        version: '1.0.0',
        exports: { '.': './a.js' },
        dependencies: { '@nsi/core': '*', '@nsi/cpu': '*', '@nsi/viz': '*' },
        devDependencies: { 'lru-cache': '*' },
      },
      cpu: { name: '@nsi/cpu', version: '1.0.0', exports: { '.': './a.js' } },
      viz: { name: '@nsi/viz', version: '1.0.0', exports: { '.': './a.js' } },
      bench: { name: '@nsi/bench', version: '1.0.0', exports: { '.': './a.js' }, dependencies: { '@nsi/viz': '*' } },
    },
  };

  test.each([
    ['memory/src/a.ts', `import { x } from '@nsi/viz';`, 'imports point to a lower storey'],
    ['memory/src/a.ts', `import type { X } from '@nsi/cpu';`, 'imports point to a lower storey'],
    ['memory/src/a.ts', `const x = await import('@nsi/cpu');`, 'imports point to a lower storey'],
    ['memory/src/a.ts', `let x: import('@nsi/cpu').X;`, 'imports point to a lower storey'],
    ['bench/src/a.ts', `export { x } from '@nsi/viz';`, 'lazily'],
    ['memory/src/a.ts', `import { x } from '@nsi/core/src/a.ts';`, 'not in the exports'],
    ['memory/src/a.ts', `import { x } from '@nsi/memory';`, 'relative path'],
    ['memory/src/a.ts', `import { x } from '@nsi/gpu';`, 'there is no package'],
    ['memory/src/a.ts', `import { readFile } from 'fs/promises';`, 'node:fs/promises'],
    ['memory/src/a.ts', `import { x } from './b.js';`, 'end in .ts'],
    ['memory/src/a.ts', `import { x } from './b';`, 'end in .ts'],
    ['memory/src/a.ts', `import { x } from '../../core/src/a.ts';`, 'leaves packages/memory/src/'],
    ['memory/src/a.ts', `import { x } from '../bench/a.ts';`, 'leaves packages/memory/src/'],
    ['memory/src/a.ts', `import { x } from 'lru-cache';`, 'not among the dependencies'],
    ['memory/src/a.ts', `const x = require('left-pad');`, 'not among the dependencies'],
    ['memory/test/a.test.ts', `import { x } from 'left-pad';`, 'not among the dependencies'],
  ])('%s: %s', (path, text, fault) => {
    expect(checkFloors(at(path, text), planted)).toEqual([expect.stringContaining(fault)]);
  });

  test.each([
    ['memory/src/a.ts', `import { x } from '@nsi/core'; import { join } from 'node:path'; import { y } from './b.ts';`],
    ['memory/src/a.ts', `// import { x } from '@nsi/viz';\nconst text = "import { x } from 'fs'";`],
    ['memory/src/a.test.ts', `import { x } from 'lru-cache'; import { test } from 'vitest'; import { y } from '../bench/a.ts';`],
    ['memory/bench/a.bench.ts', `import { x } from '@nsi/memory';`],
    ['bench/src/a.ts', `const { x } = await import('@nsi/viz');`],
  ])('and none is imagined in %s: %s', (path, text) => {
    expect(checkFloors(at(path, text), planted)).toEqual([]);
  });

  test('a library that two files load has two doors; types and tests do not count', () => {
    const files = [
      at('memory/src/a.ts', `import { x } from 'lz4-napi';`),
      at('memory/src/b.ts', `const { x } = await import('lz4-napi/sub');`),
      at('cpu/src/b.ts', `import { x } from 'lz4-napi';`),
      at('memory/src/c.ts', `import type { X } from 'lz4-napi';`),
      at('memory/src/c.test.ts', `import { x } from 'lz4-napi';`),
    ];

    expect(checkDoors(files)).toEqual([expect.stringContaining('@nsi/memory loads lz4-napi in 2 files')]);
    expect(checkDoors(files.slice(1))).toEqual([]);
  });
});
