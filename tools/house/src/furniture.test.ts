import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFileNames, checkManifest, checkPieces } from './furniture.ts';
import { type HousePackage, listPackages, workspaceRoot } from './workspace.ts';

const packages = listPackages();

test('every package has the same pieces, and none that does not belong', () => {
  expect(packages.flatMap(checkPieces)).toEqual([]);
});

test('every package.json keeps to the same form', () => {
  expect(packages.flatMap(checkManifest)).toEqual([]);
});

test.each(['tsconfig.json', 'tsconfig.lib.json'])('%s is the same in every package', (file) => {
  const texts = new Set(packages.map(({ root }) => readFileSync(join(root, file), 'utf8')));

  expect([...texts]).toHaveLength(1);
});

test('file names say what is inside', () => {
  expect(packages.flatMap(checkFileNames)).toEqual([]);
});

test('a package.json that goes its own way is found out, fault by fault', () => {
  const planted: HousePackage = {
    folder: 'memory',
    root: join(workspaceRoot, 'packages/memory'),
    manifest: {
      name: '@nsi/memory',
      version: '1.0.0',
      description: 'Memory.',
      license: 'MIT',
      author: 'Stephen Bilodeau',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=22.19' },
      files: ['dist', '!dist/**/*.map'],
      scripts: { postinstall: 'node x.js' },
      bin: { 'nsi-memory': './dist/cli.js', 'nsi-mem': './dist/cli.js' },
      exports: {
        '.': { '@nsi/source': './src/index.ts', types: './dist/main.d.ts', default: './dist/index.js' },
        './package.json': './package.json',
      },
      dependencies: { '@nsi/core': '^0.1.0', commander: 'catalog:' },
      peerDependencies: { pg: '^8' },
    },
  };

  expect(checkManifest(planted).map((fault) => fault.replace('packages/memory/package.json: ', ''))).toEqual([
    '`license` must be "SEE LICENSE IN LICENSE"',
    'targets are inferred; `scripts` must go',
    '`bin` must be { "nsi-memory": "./dist/cli.js" } and nothing else',
    '`@nsi/core` must be `workspace:^`',
    'peer `pg` must be optional in `peerDependenciesMeta`',
    '`exports["."]` must point to ./dist/index.d.ts and ./dist/index.js',
  ]);
});
