import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isNsiError } from '@nsi/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBaseRef } from './base-ref.ts';
import { planBuild } from './build-plan.ts';
import { compareWithRef } from './compare-with-ref.ts';
import { openWorktree } from './worktree.ts';

let repository = '';
beforeEach(async () => {
  repository = await realpath(await mkdtemp(join(tmpdir(), 'nsi-bench-refs-')));
  await run('git', 'init', '-q', '-b', 'main');
  await run('git', 'config', 'user.email', 'a@example.org');
  await run('git', 'config', 'user.name', 'A');
});
afterEach(() => rm(repository, { recursive: true, force: true }));

async function run(program: string, ...words: string[]): Promise<string> {
  return (await promisify(execFile)(program, words, { cwd: repository })).stdout.trim();
}

async function commit(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(repository, name)), { recursive: true });
    await writeFile(join(repository, name), text);
  }
  await run('git', 'add', '.');
  await run('git', 'commit', '-q', '-m', 'change');
  return run('git', 'rev-parse', 'HEAD');
}

/** A bench file whose variants return what `code.mjs` of the same version makes. */
function benchFile(variants: readonly string[]): string {
  const list = variants.map((name, index) => `{ name: '${name}', isBaseline: ${index === 0}, create: () => () => work(300) }`);
  return `import { work } from '../code.mjs';\nexport default { name: 'work', category: 'cpu', variants: [${list.join(', ')}] };\n`;
}

const loop = (passes: number): string =>
  `export function work(count) { let sum = 0; for (let pass = 0; pass < ${passes}; pass++) { sum = 0; for (let i = 0; i < count; i++) sum += i; } return sum; }\n`;
const look = { patterns: ['bench/*.bench.mjs'], level: 'quick', method: { warmupCpuMs: 20, rounds: 60, soloForks: 0 } } as const;

test('measures both versions in the same processes and finds the slower one', async () => {
  await commit({ 'code.mjs': loop(1), 'bench/a.bench.mjs': benchFile(['one']) });
  await writeFile(join(repository, 'code.mjs'), loop(4));

  const report = await compareWithRef('main', { cwd: repository, ...look });

  expect(report.cases).toMatchObject([
    { id: 'work/one', baseline: 'one (main)', status: 'ok', comparisons: [{ baseline: 'one (main)', candidate: 'one' }] },
  ]);
  expect(report.cases[0]?.comparisons[0]?.ratio).toBeGreaterThan(2);
  expect(await run('git', 'worktree', 'list')).toMatch(/^\S+ +\w+ \[main\]$/);
});

test('a variant and a file that the reference does not have are told of, not failed', async () => {
  await commit({ 'code.mjs': loop(1), 'bench/a.bench.mjs': benchFile(['one']) });
  await commit({ 'bench/a.bench.mjs': benchFile(['one', 'two']), 'bench/b.bench.mjs': benchFile(['three']) });

  const report = await compareWithRef('HEAD^', { cwd: repository, ...look });

  expect(report.cases.map(({ id, status }) => [id, status])).toEqual([['work/one', 'ok']]);
  expect(report.findings.filter(({ id }) => id === 'compare-ref-unmatched').map(({ message }) => message)).toEqual([
    'Not compared: variant two of bench/a.bench.mjs work is not in HEAD^.',
    'Not compared: bench/b.bench.mjs work is not in HEAD^.',
  ]);
});

test('builds both versions before it measures them', async () => {
  const manifest = JSON.stringify({ scripts: { build: 'cp source.mjs code.mjs' } });
  await commit({ 'package.json': manifest, 'source.mjs': loop(1), '.gitignore': 'code.mjs\n', 'bench/a.bench.mjs': benchFile(['one']) });

  const notes: string[] = [];
  const report = await compareWithRef('HEAD', { cwd: repository, ...look, note: (line) => notes.push(line) });

  expect(report.cases[0]?.status).toBe('ok');
  expect(notes).toContain('Building both versions: npm run build');
});

test.each([
  ['a reference that is not there', 'nowhere', {}, /rev-parse/],
  ['a build that fails', 'HEAD', { build: 'echo no compiler; exit 7' }, /got code 7:\nno compiler/],
  ['an install that fails', 'HEAD', { install: 'exit 3' }, /got code 3/],
])('%s is an error that says so, and leaves no checkout behind', async (_, ref, wishes, message) => {
  await commit({ 'code.mjs': loop(1), 'bench/a.bench.mjs': benchFile(['one']) });

  const error: unknown = await compareWithRef(ref, { cwd: repository, ...look, ...wishes }).catch((cause: unknown) => cause);

  expect(isNsiError(error, 'NSI_BENCH_REF')).toBe(true);
  expect((error as Error).message).toMatch(message);
  expect(await run('git', 'worktree', 'list')).not.toContain('\n');
});

test('the checkout stands in the same folder of the repository as the caller', async () => {
  await commit({ 'packages/a/x.txt': '1' });

  await using worktree = await openWorktree(join(repository, 'packages/a'), 'HEAD');

  expect(await readdir(worktree.cwd)).toEqual(['x.txt']);
});

test('node_modules are shared only where that cannot run the new code for the old', async () => {
  const fresh = join(repository, 'fresh');
  const plan = async (files: Readonly<Record<string, string>>, old: Readonly<Record<string, string>> = files): Promise<unknown> => {
    await rm(repository, { recursive: true, force: true });
    for (const [root, contents] of [
      [repository, files],
      [fresh, old],
    ] as const) {
      await mkdir(join(root, 'node_modules'), { recursive: true });
      for (const [name, text] of Object.entries(contents)) await writeFile(join(root, name), text);
    }
    return planBuild(repository, { root: fresh, cwd: fresh }, {});
  };

  expect(await plan({ 'package-lock.json': '1' })).toEqual({ links: true });
  expect(await plan({ 'package-lock.json': '1' }, { 'package-lock.json': '2' })).toEqual({
    links: false,
    install: 'npm ci --prefer-offline --no-audit --no-fund',
  });
  expect(await plan({ 'package-lock.json': '1', 'package.json': '{"workspaces":["a"]}' })).toMatchObject({ links: false });
  expect(await plan({ 'pnpm-lock.yaml': '1', 'pnpm-workspace.yaml': '' })).toMatchObject({
    links: false,
    install: 'pnpm install --frozen-lockfile --prefer-offline',
  });
});

test('the base is told from the CI system, else it is the commit before', async () => {
  const first = await commit({ a: '1' });
  await run('git', 'update-ref', 'refs/remotes/origin/main', first);
  const second = await commit({ a: '2' });
  await commit({ a: '3' });

  expect(await findBaseRef(repository, { GITHUB_BASE_REF: 'main' })).toBe(first);
  expect(await findBaseRef(repository, { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc' })).toBe('abc');
  expect(await findBaseRef(repository, {})).toBe(second);
});
