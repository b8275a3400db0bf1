import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFileSuites, findPluginSuites } from './discover.ts';
import { runFiles } from './run-files.ts';

let folder: string;
const suiteText = (name: string): string =>
  `{ name: '${name}', category: 'x', variants: [{ name: 'a', isBaseline: true, create: () => () => 1 }, { name: 'b', create: () => () => 1 }] }`;
const files: Record<string, string> = {
  'bench/one.bench.mjs': `export default ${suiteText('one')};`,
  'bench/more.bench.mjs': `export default [${suiteText('two')}, ${suiteText('three')}];`,
  'bench/broken.bench.mjs': 'export default',
  'bench/none.bench.mjs': 'export const other = 1;',
  'node_modules/left/out.bench.mjs': `export default ${suiteText('left')};`,
  'package.json': '{ "name": "project", "dependencies": { "gpu": "1", "plain": "1" } }',
  'node_modules/gpu/package.json':
    '{ "name": "gpu", "type": "module", "keywords": ["nsi-plugin"], "exports": { "./plugin": "./plugin.js" } }',
  'node_modules/gpu/plugin.js': `export const gpu = { apiVersion: 1, name: 'gpu', suites: async () => ({ default: [${suiteText('kernel')}] }) };`,
  'node_modules/no-entry/package.json': '{ "name": "no-entry", "exports": { ".": "./index.js" } }',
  'node_modules/plain/package.json': '{ "name": "plain", "exports": { "./plugin": "./plugin.js" } }',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsi-bench-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('finds the suites of files by name, tells which files are broken, and leaves node_modules alone', async () => {
  const { references, problems } = await findFileSuites('**/*.bench.mjs', folder);

  expect(references.map(({ suite }) => suite)).toEqual(['two', 'three', 'one']);
  expect(problems.map(({ url }) => url.slice(url.lastIndexOf('/') + 1))).toEqual(['broken.bench.mjs', 'none.bench.mjs']);
});

test('a pattern without files is an error that names it', async () => {
  await expect(findFileSuites('nothing/*.bench.ts', folder)).rejects.toMatchObject({
    code: 'NSI_BENCH_FILE_NONE',
    message: expect.stringContaining('nothing/*.bench.ts'),
  });
});

test('finds the suites of a plugin by its package name', async () => {
  const { references, problems } = await findPluginSuites(['gpu'], folder);

  expect(problems).toEqual([]);
  expect(references).toMatchObject([{ kind: 'plugin', suite: 'kernel', url: expect.stringMatching(/gpu\/plugin\.js$/) }]);
});

test('finds the suites of a plugin by the file URL of its entry', async () => {
  const url = pathToFileURL(join(folder, 'node_modules/gpu/plugin.js')).href;

  expect((await findPluginSuites([url], folder)).references).toMatchObject([{ kind: 'plugin', suite: 'kernel' }]);
});

test.each(['absent', 'no-entry'])('a plugin that does not resolve is an error that names it: %s', async (name) => {
  await expect(findPluginSuites([name], folder)).rejects.toMatchObject({
    code: 'NSI_BENCH_PLUGIN_MISSING',
    message: expect.stringContaining(name),
    hint: 'Install it, or pass the file URL of its entry.',
  });
});

test("finds installed plugins among the project's dependencies by their keyword", async () => {
  const { references } = await findPluginSuites(undefined, folder);

  expect(references.map(({ suite }) => suite)).toContain('kernel');
});

test('files run to a report; a broken one is a failed case', async () => {
  const method = { warmupCpuMs: 1, rounds: 5, blockNs: 1000, minForks: 2, maxForks: 2, soloForks: 0 };

  const report = await runFiles(['bench/one.bench.mjs', 'bench/broken.bench.mjs'], { cwd: folder, method });

  expect(Object.fromEntries(report.cases.map(({ id, status }) => [id, status]))).toEqual({ 'broken.bench.mjs': 'failed', one: 'ok' });
});
