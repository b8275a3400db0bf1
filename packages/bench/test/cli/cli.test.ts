import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseBenchReport } from '@nsi/core/report';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arbitraryReport, exampleCase, reportOfCases } from '../arbitrary-report.ts';
import { reporters } from '../../src/format/reporters.ts';
import commands from '../../src/commands/index.ts';
import { runBench } from './run-bench.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsi-bench-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);

test('--help lists every command, and every command has an example', async () => {
  const { code, stdout } = await runBench(['--help']);

  expect(code).toBe(0);
  for (const { name } of commands) expect(stdout).toContain(`  ${name} `);
  expect(commands.every(({ examples }) => examples.length > 0)).toBe(true);
});

test.each(commands.map(({ name }) => name))('%s --help shows its example', async (name) => {
  const { code, stdout } = await runBench([name, '--help']);

  expect(code).toBe(0);
  expect(stdout).toContain(commands.find((command) => command.name === name)?.examples[0]?.command);
});

test.each([
  [['--frobnicate'], 2, /unknown option/],
  [['run', '--budget', 'soon', 'x.bench.ts'], 2, /expected `--budget` to be a time such as 90s or 2m, got 'soon'/],
  [['run', '--input', 'nowhere.json', '--all'], 2, /expected `--input` to be a file that can be read/],
  [['run', 'nothing-*.bench.ts'], 1, /NSI_BENCH_FILE_NONE/],
  [['run', '--memory', '--filter', 'no-such-case', '--quick'], 1, /expected cases of memory that match no-such-case to measure, got none/],
  [['run', '--category', 'no-such-category'], 1, /NSI_BENCH_CASE_NONE/],
  [['history', 'forget'], 2, /expected `history` to be followed by add, show, detect, plot, got forget/],
  [['load', 'http://'], 2, /expected a URL/],
  [['load', 'http://127.0.0.1:1/', '--rate', '-1'], 2, /expected `--rate`/],
  [['cmd', 'no-such-program-here'], 1, /expected to start `no-such-program-here`, got ENOENT/],
  [['import', 'nowhere.json'], 1, /expected a results file at .*, got none/],
  [['compare-ref', '--', '-x'], 1, /NSI_BENCH_REF/],
])('%j ends with %d and says why', async (words, code, message) => {
  const end = await runBench(words, { cwd: folder });

  expect(end).toMatchObject({ code, stdout: '' });
  expect(end.stderr).toMatch(message);
});

test('run measures a file, writes a valid report and shows verdicts', async () => {
  const { code, stdout } = await runBench(
    ['run', fixture('work.bench.ts'), '--filter', '/count=50$/', '--quick', '--budget', '4s', '--output', file('results.json')],
    { cwd: fixture('') },
  );

  expect(code).toBe(0);
  expect(stdout).toMatch(/twice .*(faster|slower|time|inconclusive)/);
  const report = parseBenchReport(await readFile(file('results.json'), 'utf8'));
  expect(report).toMatchObject({ isComplete: true, cases: [{ id: expect.stringContaining('count=50'), status: 'ok' }] });
});

test('a wrong output ends with 1 although it is faster, and says where it differs', async () => {
  const { code, stdout } = await runBench(['run', fixture('outputs.bench.ts'), '--filter', 'typed-array', '--quick', '--budget', '2s'], {
    cwd: fixture(''),
  });

  expect(code).toBe(1);
  expect(stdout).toMatch(/wrong output at .*2.*: expected 3, got 4/);
});

test('Ctrl-C leaves a valid file of what was done', async () => {
  const { code, stderr } = await runBench(
    ['run', fixture('outputs.bench.ts'), fixture('work.bench.ts'), '--quick', '--output', file('partial.json')],
    {
      cwd: fixture(''),
      interruptWhen: (said) => said.includes('1/'),
    },
  );

  expect(stderr).toContain('Stopping');
  expect(code).toBe(130);
  const report = parseBenchReport(await readFile(file('partial.json'), 'utf8'));
  expect(report.isComplete).toBe(false);
  expect(report.cases.length).toBeGreaterThan(0);
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('cmd compares programs, hashes outputs and runs set-up and clean-up', async () => {
  const node = process.execPath;
  const same = await runBench([
    'cmd',
    `${node} -p 1`,
    `${node} -p 2-1`,
    '--same-output',
    '-r',
    '3',
    '--setup',
    `echo x > ${file('setup')}`,
    '--cleanup',
    `rm ${file('setup')}`,
    '--json',
  ]);
  const wrong = await runBench(['cmd', `${node} -p 1`, `${node} -p 2`, '--same-output', '-r', '2']);

  expect(same.code).toBe(0);
  expect(parseBenchReport(same.stdout)).toMatchObject({
    method: { name: 'paired-commands-v1' },
    cases: [{ variants: [{ integrity: { status: 'ok' } }, { integrity: { status: 'ok' } }] }],
  });
  expect(await readdir(folder)).not.toContain('setup');
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain('wrong output at byte 0: expected "1\\n", got "2\\n"');
});

test('load sends what is due to a real server and tells percentiles', async () => {
  let received = 0;
  const server = createServer((request, response) => {
    received += 1;
    response.end(request.headers['x-test']);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const { port } = server.address() as AddressInfo;
  const { code, stdout } = await runBench([
    'load',
    `http://127.0.0.1:${port}/`,
    '--rate',
    '100',
    '--duration',
    '500ms',
    '--warmup',
    '100ms',
    '-H',
    'x-test: hello',
    '--json',
    '--quiet',
  ]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));

  expect(code).toBe(0);
  expect(received).toBe(60);
  expect(parseBenchReport(stdout)).toMatchObject({
    cases: [{ status: 'ok', variants: [{ summary: { sampleCount: 50 } }] }],
    findings: expect.arrayContaining([expect.objectContaining({ id: 'load-percentiles' })]),
  });
});

test('import reads any format, from standard input too, and writes any other', async () => {
  const report = reportOfCases([exampleCase()]);
  const hyperfine = await runBench(['import', '-', '--format', 'smaller-is-better'], { input: reporters.hyperfine.render(report) });
  const broken = await runBench(['import', '-'], { input: reporters.json.render(report).slice(0, 200) });
  const future = await runBench(['import', '-', '--json'], {
    input: reporters.json.render(report).replace('"schemaVersion":1', '"schemaVersion":9'),
  });

  expect(JSON.parse(hyperfine.stdout)[0]).toMatchObject({ name: 'json/records=10 › JSON', unit: 'ns' });
  expect(broken).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(future.stderr)).toMatchObject({ error: { code: 'NSI_CORE_REPORT_VERSION' } });
});

test('ten thousand cases are imported, shown and written', async () => {
  const cases = Array.from({ length: 10_000 }, (_, index) => exampleCase({ id: `case/n=${index}`, params: { n: index } }));
  await writeFile(file('many.json'), reporters.json.render(reportOfCases(cases)));

  const shown = await runBench(['import', file('many.json')]);
  const written = await runBench(['import', file('many.json'), '--format', 'junit', '--output', file('many.xml')]);

  expect(shown.stdout).toContain('10000 cases');
  expect(written.code).toBe(0);
  expect((await readFile(file('many.xml'), 'utf8')).match(/<testcase/g)).toHaveLength(20_000);
});

test('compare is weak: it never fails and says so', async () => {
  await writeFile(file('a.json'), reporters.json.render(reportOfCases([exampleCase()])));

  const { code, stdout } = await runBench(['compare', file('a.json'), file('a.json')]);

  expect(code).toBe(0);
  expect(stdout).toContain('Stored files are weak evidence');
});

test('complexity fits what a results file holds', async () => {
  const cases = [10, 100, 1000, 10_000].map((n) => {
    const [variant] = exampleCase().variants;
    if (!variant) throw new Error('expected a variant');
    return exampleCase({
      id: `sort/n=${n}`,
      suite: 'sort',
      params: { n },
      variants: [{ ...variant, forks: [{ callsPerSample: 1, samplesNs: [n * 3 + 5] }] }],
      comparisons: [],
    });
  });
  await writeFile(file('sizes.json'), reporters.json.render(reportOfCases(cases)));

  const { code, stdout } = await runBench(['complexity', file('sizes.json')]);

  expect(code).toBe(0);
  expect(stdout).toMatch(/sort: JSON looks like n in n/);
});

test('history adds, shows and finds the commit; --fail ends with 3', async () => {
  const store = file('history');
  for (let day = 10; day < 30; day += 1) {
    const slower = day < 22 ? 1 : 1.5;
    const [variant] = exampleCase().variants;
    if (!variant) throw new Error('expected a variant');
    const summary = { ...variant.summary, p10: 100 * slower + (day % 3) };
    const report = {
      ...reportOfCases([exampleCase({ variants: [{ ...variant, summary }], comparisons: [] })]),
      createdAt: `2026-01-${day}T00:00:00.000Z`,
    };
    await writeFile(file(`day-${day}.json`), reporters.json.render(report));
  }
  // Every file names its own commit through --commit, so each is added by itself in process order.
  for (const day of [10, 22]) await runBench(['history', 'add', file(`day-${day}.json`), '--store', store, '--commit', `commit-${day}`]);
  const others = Array.from({ length: 20 }, (_, index) => index + 10).filter((day) => day !== 10 && day !== 22);
  await runBench(['history', 'add', ...others.map((day) => file(`day-${day}.json`)), '--store', store]);

  const shown = await runBench(['history', 'show', '--store', store]);
  const found = await runBench(['history', 'detect', '--store', store, '--fail']);

  expect(shown.stdout).toMatch(/json\/records=10 › JSON {2}[▁▂▃▄▅▆▇█]{20} {2}.*in 20 runs/);
  expect(found.stdout).toMatch(/% more time {2}json\/records=10 › JSON {2}since commit-22/);
  expect(found.code).toBe(3);
});

test('arbitrary reports survive the way through the command line', async () => {
  const [report] = (await import('fast-check')).default.sample(arbitraryReport, 1);
  if (!report) throw new Error('expected a report');

  const { code, stdout } = await runBench(['import', '-', '--json'], { input: reporters.json.render(report) });

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(reporters.json.render(report)));
});
