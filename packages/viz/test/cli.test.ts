import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleBenchReport } from './sample-bench-report.ts';

const cli = new URL('../src/cli.ts', import.meta.url).pathname;
let folder: string;

interface Outcome {
  readonly out: string;
  readonly error: string;
  readonly code: number | null;
}

async function viz(words: readonly string[], input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, ['--conditions=@nsi/source', cli, ...words], { cwd: folder, stdio: 'pipe' });
  child.stdin.end(input);
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  const [out, error, code] = await Promise.all([text(child.stdout), text(child.stderr), promise]);
  return { out, error, code };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsi-viz-'));
  const report = JSON.stringify(sampleBenchReport());
  await Promise.all([
    writeFile(join(folder, 'results.json'), report),
    writeFile(join(folder, 'cut.json'), report.slice(0, 5000)),
    writeFile(join(folder, 'newer.json'), report.replace('"schemaVersion":1', '"schemaVersion":99')),
    writeFile(join(folder, 'profile.json'), report.replace('nsi.bench', 'nsi.profile')),
    writeFile(join(folder, 'empty.json'), JSON.stringify({ ...sampleBenchReport(), cases: [] })),
  ]);
});

afterAll(() => rm(folder, { recursive: true }));

test('draws the ratios in the terminal when nothing else is asked for', async () => {
  const { out, error, code } = await viz(['--benchmark', 'results.json']);

  expect({ error, code }).toEqual({ error: '', code: 0 });
  expect(out).toContain('●');
  expect(out).toMatch(/name +ratio +low +high +verdict/);
});

test('writes one HTML file, to report.html unless told otherwise', async () => {
  const { out, code } = await viz(['--benchmark', 'results.json', '--report']);

  expect(code).toBe(0);
  expect(out.trim()).toBe(join(folder, 'report.html'));
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
});

test('takes a report from standard input and tells the format by the file’s ending', async () => {
  const { code } = await viz(['--benchmark', '-', '--chart', 'density', '-o', 'density.png'], JSON.stringify(sampleBenchReport()));

  expect(code).toBe(0);
  expect((await readFile(join(folder, 'density.png'))).subarray(1, 4).toString()).toBe('PNG');
});

test('an SVG for both themes brings its colours with it', async () => {
  const { out } = await viz(['--benchmark', 'results.json', '--chart', 'ratio', '--format', 'svg', '--theme', 'css']);

  expect(out).toMatch(/^<svg[^>]*role="img"/);
  expect(out).toContain('prefers-color-scheme:dark');
});

test('gives the Vega-Lite document itself', async () => {
  const { out } = await viz(['--benchmark', 'results.json', '--chart', 'ecdf', '--format', 'vl.json']);

  expect(JSON.parse(out)).toMatchObject({ $schema: expect.stringContaining('vega-lite'), usermeta: { nsi: { kind: 'ecdf' } } });
});

test('compares two reports', async () => {
  const { out, code } = await viz(['--compare', 'results.json', 'results.json']);

  expect(code).toBe(0);
  expect(out).toContain('Before and after');
});

test('says what it wrote as JSON', async () => {
  const { out } = await viz(['--benchmark', 'results.json', '--chart', 'bar', '-o', 'bars.svg', '--json']);

  expect(JSON.parse(out)).toMatchObject({ kind: 'bar', format: 'svg', file: join(folder, 'bars.svg'), bytes: expect.any(Number) });
});

test('an empty report gives a picture that says so', async () => {
  const { out, code } = await viz(['--benchmark', 'empty.json', '--chart', 'ratio', '--format', 'svg']);

  expect(code).toBe(0);
  expect(out).toContain('Nothing was measured');
});

test.each([
  [['--benchmark', 'none.json'], 1, 'NSI_VIZ_INPUT'],
  [['--benchmark', '.'], 1, 'NSI_VIZ_INPUT'],
  [['--benchmark', 'cut.json'], 1, 'NSI_CORE_REPORT_INVALID'],
  [['--benchmark', 'newer.json'], 1, 'NSI_CORE_REPORT_VERSION'],
  [['--benchmark', 'profile.json'], 1, 'NSI_CORE_REPORT_INVALID'],
  [['--benchmark', 'results.json', '--chart', 'box', '--case', 'buffer-pol/bytes=4096'], 1, 'NSI_VIZ_INPUT'],
  [['--benchmark', 'results.json', '--chart', 'bar', '--format', 'svg', '-o', 'x.png'], 1, 'NSI_VIZ_FORMAT'],
  [['--benchmark', 'results.json', '--chart', 'bar', '-o', 'x.pdf'], 1, 'NSI_VIZ_FORMAT'],
  [['--benchmark', 'results.json', '--chart', 'bar', '--width', '5'], 2, 'NSI_VIZ_CHART_OPTIONS'],
  [['--benchmark', 'results.json', '--chart', 'pie'], 2, 'NSI_CORE_COMMAND_USAGE'],
  [['--benchmark', 'results.json', '--chart', 'slope'], 2, 'NSI_CORE_COMMAND_USAGE'],
  [['--compare', 'results.json'], 2, 'NSI_CORE_COMMAND_USAGE'],
  [['--benchmark', '-', '--profiler', '-'], 2, 'NSI_CORE_COMMAND_USAGE'],
  [['--report'], 2, 'NSI_CORE_COMMAND_USAGE'],
])('%j ends with %i and %s', async (words, code, name) => {
  const outcome = await viz(words);

  expect(outcome.code).toBe(code);
  expect(outcome.error).toContain(name);
  expect(outcome.error).toMatch(/hint/);
  expect(outcome.error).not.toContain('    at ');
});
