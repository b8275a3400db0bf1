import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProfileReport, type ProfileReport } from '@nsi/core/report';
import { beforeAll, afterAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
let folder = '';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...words: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--conditions=@nsi/source', cli, ...words],
      { cwd: folder, maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsi profiler '));
  await writeFile(
    join(folder, 'app.mjs'),
    `const text = JSON.stringify(Array.from({ length: 2000 }, (_, id) => ({ id, name: 'order ' + id })));
export function parseOrders() {
  return JSON.parse(text);
}
export function needsOne(order) {
  return order.id;
}
if (process.argv[1]?.endsWith('app.mjs')) {
  for (const start = process.cpuUsage(); process.cpuUsage(start).user < 500 * 1000;) parseOrders();
  console.log(process.argv.slice(2).join(' '));
  process.exitCode = process.argv.includes('--fail') ? 4 : 0;
}
`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

test('a script: its output first, then verdict, cause, line and fix; the report is written whole', async () => {
  const { code, stdout, stderr } = await run('--script', 'app.mjs', '--args', 'a', 'b', '--output', 'profile.json', '--report');

  expect(stdout).toMatch(/^a b\nMostly computing/);
  expect(stdout).toContain('json-dominant, certain');
  expect(stdout).toContain('at parseOrders (app.mjs:3');
  expect(stderr).toContain('Wrote profile.json');
  expect(code).toBe(0);
  const report = parseProfileReport(await readFile(join(folder, 'profile.json'), 'utf8'));
  expect(report.findings[0]).toMatchObject({ id: 'json-dominant' });
  expect(report.findings[0]!.where![0]).toMatchObject({ line: 3, function: 'parseOrders' });
  expect(await readFile(join(folder, 'profile.html'), 'utf8')).toContain('json-dominant');
});

test('a command behind two dashes keeps its own options, and a failing program makes the run fail', async () => {
  const { code, stdout, stderr } = await run('--', process.execPath, 'app.mjs', '--fail', '--fail-on', 'high');

  expect(stdout).toMatch(/^--fail --fail-on high\n/);
  expect(stderr).toContain('The program ended with code 4.');
  expect(code).toBe(1);
});

test('with --json stdout is the report alone, and a finding above the gate exits with 3', async () => {
  const { code, stdout, stderr } = await run('--script', 'app.mjs', '--json', '--fail-on', 'high');

  expect((JSON.parse(stdout) as ProfileReport).kind).toBe('nsi.profile');
  expect(stderr).toBe('\n');
  expect(code).toBe(3);
});

test('a module: every export that needs no arguments is called, or the one that is named', async () => {
  const all = await run('--module', './app.mjs', '--json');
  const one = await run('--module', './app.mjs#needsOne', '--call', '10');
  const none = await run('--module', './app.mjs#nothing');

  const { frames, functions = [] } = JSON.parse(all.stdout) as ProfileReport;
  expect(functions.map(({ frame }) => frames[frame]!.name)).toContain('parseOrders');
  expect((JSON.parse(all.stdout) as ProfileReport).summary.warnings).toContain(
    'Not called, because they need arguments: needsOne. Name one, with --args.',
  );
  expect(one.stderr).toContain('TypeError');
  expect(one.stdout).toContain('needsOne threw; it declares 1 parameter and was given 0: pass --args.');
  expect(one.code).toBe(1);
  expect(none.stderr).toContain('expected `./app.mjs` to export a function `nothing`, got needsOne, parseOrders');
  expect(none.stderr).not.toContain('    at ');
});

test('a saved profile is shown, compared and exported again', async () => {
  await run('--script', 'app.mjs', '--output', 'saved.json');
  const shown = await run('report', 'saved.json', '--ignore', 'json-dominant');
  const same = await run('diff', 'saved.json', 'saved.json', '--fail');
  const exported = await run('export', 'saved.json', '--to', 'collapsed');
  const cpuprofile = await run('export', 'saved.json', '--to', 'cpuprofile', '--output', 'saved.cpuprofile');
  const foreign = await run('report', 'saved.cpuprofile', '--json');

  expect(shown.stdout).toContain('No rule found a cause');
  expect(same.stdout).toContain('1.00×');
  expect(same.code).toBe(0);
  expect(exported.stdout).toMatch(/;parseOrders \(\S.*app\.mjs:2\) \d+\n/);
  expect(cpuprofile.code).toBe(0);
  expect((JSON.parse(foreign.stdout) as ProfileReport).frames.map(({ name }) => name)).toContain('parseOrders');
});

test('rules are listed and explained, an unknown one with its nearest name', async () => {
  const [list, one, unknown] = await Promise.all([run('rules'), run('explain', 'json-clone'), run('explain', 'json-clones')]);

  expect(list.stdout).toMatch(/^sync-fs-hot +\S/m);
  expect(one.stdout).toContain('Not when');
  expect(unknown.stderr).toContain('the nearest is `json-clone`');
});

test.each([
  [['report', 'cut.json'], 'NSI_PROFILER_RAW', '{"kind":"nsi.profile","schemaVersion":1,'],
  [['report', 'cut.json'], 'NSI_CORE_REPORT_INVALID', '{"kind":"other"}'],
  [['report', 'cut.json'], 'NSI_PROFILER_RAW', '{"nodes":[{"id":1}],"startTime":0,"endTime":1}'],
  [['--script', 'absent.mjs'], 'NSI_PROFILER_TARGET', ''],
  [['--', 'no-such-program-here'], 'NSI_PROFILER_TARGET', ''],
  [['--', 'true'], 'NSI_PROFILER_EMPTY', ''],
  [['--', process.execPath, '--permission', '--allow-fs-read=*', 'app.mjs'], 'there is no inspector', ''],
  [['--', process.execPath, '-e', 'process.abort()'], 'It was ended by SIGABRT', ''],
  [['--module', './app.mjs#nothing'], 'NSI_PROFILER_MODULE', ''],
  [['--module', './absent.mjs'], 'NSI_PROFILER_MODULE', ''],
  [['--module', 'absent-package'], 'NSI_PROFILER_MODULE', ''],
  [['--script', 'app.mjs', '--ignore', 'json-dominent'], 'the nearest is `json-dominant`', ''],
  [['--script', 'app.mjs', '--plugin', 'absent-plugin'], 'npm install absent-plugin', ''],
  [['--script', 'ap.mjs'], 'There is `app.mjs`', ''],
  [['--script', '.'], 'which is a folder', ''],
  [['report', 'cut.json'], 'an empty file', ''],
  [['report', 'absent.json'], 'which does not exist', ''],
  [['report', '.'], 'which is a folder', ''],
  [['whatif', '--try', 'keep-alive', '--module', './app.mjs'], 'NSI_PROFILER_EXPERIMENT', ''],
])('%j with a file of %j is a coded error', async (words, error, text) => {
  await writeFile(join(folder, 'cut.json'), text);
  const { stderr, code } = await run(...words);

  expect(stderr).toContain(error);
  expect(code).toBe(1);
});

test.each([
  ['--script', 'app.mjs', '--interval', '1'],
  ['--script', 'app.mjs', '--call', '5'],
  ['--module', './app.mjs', '--call', '0'],
  ['whatif', '--try', 'keep-alive', '--pairs', '1.5', '--script', 'app.mjs'],
])('%s %s %s %s cannot be meant', async (...words) => {
  const { stderr, code } = await run(...words);

  expect(stderr).toContain('NSI_CORE_COMMAND_USAGE');
  expect(code).toBe(2);
});

test('a binary format goes to a file', async () => {
  await run('--module', './app.mjs', '--output', 'binary.json', '--quiet');

  const printed = await run('export', 'binary.json', '--to', 'pprof');
  const written = await run('export', 'binary.json', '--to', 'pprof', '--output', 'binary.pb.gz');

  expect(printed.stderr).toContain('expected `--output <file>`');
  expect([printed.code, printed.stdout]).toEqual([2, '']);
  expect(written.code).toBe(0);
  expect((await readFile(join(folder, 'binary.pb.gz'))).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
});

test('a package is found as an import would find it', async () => {
  const own = join(folder, 'node_modules/only-modules');
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'package.json'), '{ "name": "only-modules", "exports": { "import": "./main.mjs" } }');
  await writeFile(
    join(own, 'main.mjs'),
    'export function sum() { let sum = 0; for (let i = 0; i < 1e6; i++) sum += Math.sqrt(i); return sum; }',
  );

  const { stdout, code } = await run('--module', 'only-modules#sum', '--call', '100', '--json');

  const { frames, functions = [] } = JSON.parse(stdout) as ProfileReport;
  expect(code).toBe(0);
  expect(functions.map(({ frame }) => frames[frame]!.name)).toContain('sum');
});

test('a program that fails long before its time is up has failed; one that is ended has not', async () => {
  await writeFile(join(folder, 'fails.mjs'), 'process.exit(4);');
  await writeFile(join(folder, 'endless.mjs'), 'setInterval(() => {}, 10);');

  const failed = await run('--script', 'fails.mjs', '--duration', '60s');
  const ended = await run('--script', 'endless.mjs', '--duration', '1s');

  expect(failed.stderr).toContain('The program ended with code 4.');
  expect(failed.code).toBe(1);
  expect(ended.code).toBe(0);
});
