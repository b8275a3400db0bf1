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

test('a list is cut at commas, but not inside braces', async () => {
  const { stdout } = await run(['sum', '1', '--json', '--only', '**/*.{ts,tsx}, a,{b,c}d']);

  expect(JSON.parse(stdout)).toEqual({ total: 1, only: ['**/*.{ts,tsx}', 'a', '{b,c}d'] });
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

  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'NSI_CORE_COMMAND_USAGE', hint: 'See `demo sum --help`.' } });
});

test.each([
  [['--bogus'], "unknown option '--bogus'", 'demo'],
  [['sum', '1', '--scael', '2'], "unknown option '--scael' (Did you mean --scale?)", 'demo sum'],
  [['group', 'sum'], "missing required argument 'numbers'", 'demo group'],
])('%j is told as any other error is, with whose help to ask', async (words, message, called) => {
  const [plain, json] = await Promise.all([run(words), run([...words, '--json'])]);

  expect(plain.stderr).toBe(`error ${message}\nhint  See \`${called} --help\`.\ncode  NSI_CORE_COMMAND_USAGE\n`);
  expect(JSON.parse(json.stderr)).toEqual({ error: { code: 'NSI_CORE_COMMAND_USAGE', message, hint: `See \`${called} --help\`.` } });
});

test('an option that a command finds out of its bounds is a usage error too', async () => {
  expect(await run(['lines', 'a.txt', '--times', '-1'])).toMatchObject({ code: 2, stderr: expect.stringContaining('got -1') as string });
});

test('a file that is not there is said in words, without a stack', async () => {
  const { code, stderr } = await run(['lines', 'missing.txt']);

  expect(code).toBe(1);
  expect(stderr).toBe(
    'error expected something at missing.txt, got nothing there (ENOENT, open)\nhint  Check the path that the message names.\ncode  NSI_CORE_COMMAND_SYSTEM\n',
  );
});

test('a reader that has seen enough is no failure', async () => {
  const child = spawn(process.execPath, ['--conditions=@nsi/source', demo, 'lines', demo, '--times', '2000']);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());

  const code = await new Promise((resolve) => child.on('close', resolve));

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
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
  expect((await run(['help', 'group'])).stdout).toContain('demo group');
  expect((await run(['help', 'group', 'sum'])).stdout).toContain('demo group');
});
