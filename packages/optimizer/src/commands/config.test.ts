import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../test/folder.ts';

const cli = new URL('../cli.ts', import.meta.url).pathname;
const gpuFile = new URL('../../test/fixtures/gpu-plugin.ts', import.meta.url).pathname;

function nsi(words: readonly string[], cwd: string, variables: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@nsi/source', cli, ...words], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...variables },
  });
  return { code: status, stdout, stderr };
}

test('show prints every option with its value and origin, and hides credentials', () => {
  const cwd = folderWith({ 'nsi.config.json': { level: 'aggressive', plugins: [gpuFile] } });

  const { code, stdout } = nsi(['config', 'show'], cwd, { NSI_GPU_LANES: '3' });

  expect(code).toBe(0);
  expect(stdout).toMatch(/^level +aggressive +nsi\.config\.json$/m);
  expect(stdout).toMatch(/^gpu\.lanes +3 +NSI_GPU_LANES$/m);
  expect(stdout).toMatch(/^memory\.enabled +true +default$/m);
});

test('explain says what an option means, who set it and how to set it', () => {
  const cwd = folderWith({ 'nsi.config.json': { plugins: [gpuFile], environments: { production: { gpu: { lanes: 5 } } } } });

  const { stdout } = nsi(['config', 'explain', 'gpu.lanes'], cwd, { NSI_ENV: 'production' });

  expect(stdout).toBe(
    [
      'gpu.lanes = 5',
      '  Lanes to use.',
      '  set by     nsi.config.json environments.production',
      '  levels     conservative 1, balanced 2, aggressive 8',
      '  variable   NSI_GPU_LANES',
      '',
    ].join('\n'),
  );
});

test('explain proposes the nearest path', () => {
  const outcome = nsi(['config', 'explain', 'memory.enabeld'], folderWith());

  expect(outcome).toMatchObject({ code: 1, stdout: '' });
  expect(outcome.stderr).toContain('hint  Did you mean `memory.enabled`?');
});

test('validate names every mistake with file, path and what was expected', () => {
  const cwd = folderWith({ 'nsi.config.json': { levle: 'fast', limits: { maxThreads: -1 }, memory: { enabled: 'yes' } } });

  const { code, stderr } = nsi(['config', 'validate'], cwd);

  expect(code).toBe(1);
  expect(stderr).toContain('nsi.config.json: `levle`: expected one of');
  expect(stderr).toContain('nsi.config.json: `limits.maxThreads`: expected a whole number of threads from 1, got -1');
  expect(stderr).toContain('hint  Did you mean `level`?');
});

test.each([
  ['{ "level": ', 'to be JSON, got:'],
  ['[]', 'to hold an object, got []'],
])('validate says of a file with %s what is wrong', (content, message) => {
  const { code, stderr } = nsi(['config', 'validate'], folderWith({ 'nsi.config.json': content }));

  expect(code).toBe(1);
  expect(stderr).toContain(message);
});

test('a missing --config file is an error', () => {
  const { code, stderr } = nsi(['config', 'show', '--config', 'nowhere.json'], folderWith());

  expect(code).toBe(1);
  expect(stderr).toContain('NSI_OPTIMIZER_CONFIG_FILE');
});

test('init writes a file that validates, and does not replace one', () => {
  const cwd = folderWith();

  expect(nsi(['config', 'init', '--level', 'conservative'], cwd).code).toBe(0);
  expect(JSON.parse(readFileSync(join(cwd, 'nsi.config.json'), 'utf8'))).toMatchObject({ level: 'conservative' });
  expect(nsi(['config', 'validate'], cwd).code).toBe(0);
  expect(nsi(['config', 'init'], cwd)).toMatchObject({ code: 1, stderr: expect.stringContaining('NSI_OPTIMIZER_CONFIG_EXISTS') as string });
});

test("a plugin's commands stand under its name, and it is listed", () => {
  const cwd = folderWith({ 'nsi.config.json': { plugins: [gpuFile] } });

  expect(nsi(['gpu', 'hello'], cwd).stdout).toBe('hello from the gpu\n');
  expect(nsi(['plugins'], cwd).stdout).toContain('Runs on the graphics card.');
});

test('an unknown word is a usage error', () => {
  const { code, stderr } = nsi(['confgi'], folderWith());

  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean config?');
});
