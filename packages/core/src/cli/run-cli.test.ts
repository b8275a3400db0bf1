import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const demo = new URL('../../test/cli/demo.ts', import.meta.url).pathname;

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  words: readonly string[],
  { input = '', onStderr }: { input?: string; onStderr?: (text: string, kill: () => void) => void } = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, ['--conditions=@nsi/source', demo, ...words], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    onStderr?.(stderr, () => child.kill('SIGINT'));
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

test('prints a result as words, or as JSON', async () => {
  expect(await run(['sum', '1', '2'])).toEqual({ code: 0, stdout: 'total 3\n', stderr: '' });
  expect(JSON.parse((await run(['sum', '1', '2', '--scale', '2', '--json'])).stdout)).toEqual({ total: 6 });
});

test('writes the result to --output, whole, and says so on stderr', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-core-'));
  const file = join(folder, 'deep', 'result.json');

  const outcome = await run(['sum', '4', '--output', file]);

  expect(outcome).toMatchObject({ code: 0, stdout: 'total 4\n', stderr: `Wrote ${file}\n` });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ total: 4 });
  expect(readdirSync(join(folder, 'deep'))).toEqual(['result.json']);
});

test('shows help with examples, and help when nothing is asked', async () => {
  const [help, nothing, sum] = await Promise.all([run(['--help']), run([]), run(['sum', '--help'])]);

  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('add numbers');
  expect(help.stdout).toContain('commands that load late');
  expect(nothing.stdout).toBe(help.stdout);
  expect(sum.stdout).toContain('demo sum 1 2\n      print 3');
  expect(sum.stdout).toContain('--json');
});

test('prints the version', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
});

test.each([
  [['sum'], "missing required argument 'numbers'"],
  [['sum', '1', '--scael', '2'], 'Did you mean --scale?'],
  [['smu'], 'unknown command'],
  [['sum', '1', '--scale', 'two'], 'expected `--scale <factor>` to be a number, got `two`'],
  [['sum', '1', '--mode', 'slow'], 'expected `--mode <mode>` to be exact or fast, got `slow`'],
  [['sum', '1', '--level', 'fast'], 'expected `--level <level>` to be conservative or balanced or aggressive, got `fast`'],
])('%j is a usage error', async (words, message) => {
  const outcome = await run(words);

  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toContain(message);
});

test('prints errors as JSON with --json', async () => {
  const { stderr } = await run(['sum', '1', '--mode', 'slow', '--json']);

  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'NSI_CORE_COMMAND_USAGE', hint: 'See `--help`.' } });
});

test('exits with 3 above a gate', async () => {
  expect(await run(['gate'])).toMatchObject({ code: 3, stdout: 'one regression\n' });
});

test('lets a command save what is done when it is interrupted, and exits with 130', async () => {
  let isKilled = false;
  const outcome = await run(['wait'], {
    onStderr(text, kill) {
      if (isKilled || !text.includes('waiting')) return;
      isKilled = true;
      kill();
    },
  });

  expect(outcome).toMatchObject({ code: 130, stdout: 'saved what was done\n' });
});

test('leaves the options of a program behind -- alone, and reads standard input', async () => {
  const { stdout } = await run(['watch', '--fast', '--', 'node', 'app.js', '--port', '1', '--fast'], { input: 'hello' });

  expect(JSON.parse(stdout)).toEqual({ program: ['node', 'app.js', '--port', '1', '--fast'], fast: true, input: 'hello' });
});

test('refuses more input than a command takes', async () => {
  const outcome = await run(['watch', '--', 'node'], { input: 'x'.repeat(101) });

  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain('NSI_CORE_COMMAND_INPUT');
});

test('loads the commands of a group when its word is typed', async () => {
  expect((await run(['group', 'sum', '5'])).stdout).toBe('total 5\n');
  expect((await run(['group', '--help'])).stdout).toContain('demo group');
});
