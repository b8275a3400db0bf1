import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { folderWith } from '../../test/folder.ts';
import { commandGroups } from './groups.ts';

const cli = new URL('../cli.ts', import.meta.url).pathname;
const gpuFile = new URL('../../test/fixtures/gpu-plugin.ts', import.meta.url).pathname;

function nsi(words: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@nsi/source', cli, ...words], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
  });
  return { code: status, stdout, stderr };
}

test('tools and rooms have a group each, with commands in it', async () => {
  const groups = await commandGroups(['--help']);

  expect(groups.map(({ name }) => name)).toEqual(['config', 'bench', 'profiler', 'viz', 'memory', 'cpu', 'io']);
  for (const { load } of groups) expect((await load()).length).toBeGreaterThan(0);
});

test('commands of a room run under its name', () => {
  const { code, stdout } = nsi(['cpu', 'doctor', '--json'], folderWith());

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty('parallelism.threads');
});

test('the profiler has the rules of every room', () => {
  const { stdout } = nsi(['profiler', 'rules', '--json'], folderWith());

  const ids = (JSON.parse(stdout) as { readonly id: string }[]).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['cpu-bound-fn', 'memory-zlib-sync', 'cpu-hot-function', 'io-small-writes']));
});

test('bench has a flag for the suites of every room and plugin; the profiler has none', () => {
  const cwd = folderWith({ 'nsi.config.json': { plugins: [gpuFile] } });

  expect(nsi(['bench', 'run', '--help'], cwd).stdout).toMatch(/--memory[^]*--cpu[^]*--io[^]*--gpu/);
  expect(nsi(['profiler', 'run', '--help'], cwd).stdout).not.toContain('--gpu');
});
