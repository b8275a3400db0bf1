import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';

const bins = join(import.meta.dirname, '../../../../node_modules/.bin');

/** Writes what a generator made into a new folder outside the workspace, where this package's dependencies resolve. */
export function writeTree(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-generated-'));
  for (const { path, content, type } of tree.listChanges()) {
    if (type === 'DELETE' || content === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Output and exit code of a program of the workspace (`tsc`, `vitest`) or any other on the path. */
export function runIn(
  cwd: string,
  program: string,
  ...words: readonly string[]
): { readonly code: number | null; readonly output: string } {
  const { NODE_OPTIONS: _, VITEST: __, FORCE_COLOR: ___, ...variables } = process.env;
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...variables, PATH: `${bins}:${process.env['PATH']}`, NO_COLOR: '1' },
  });
  return { code: status, output: stdout + stderr };
}
