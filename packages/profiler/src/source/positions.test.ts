import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import type { ProfileReport } from '@nsi/core/report';
import { profile } from '../profile.ts';

const program = fileURLToPath(new URL('../../test/programs/with space/all-kinds.mts', import.meta.url));
const marked = (text: string): number => text.split('\n').findIndex((line) => line.includes('// <- burns')) + 1;
const burn = ({ functions = [], frames }: ProfileReport) => functions.filter(({ frame }) => frames[frame]?.name === 'burn');

test('TypeScript, ESM, a worker, a child process and a path with a space: all on the right line', async () => {
  const report = await profile({ script: program }, { stdio: 'ignore', memory: false });
  const line = marked(await readFile(program, 'utf8'));

  expect(report.threads).toHaveLength(3);
  expect(new Set(report.threads!.map(({ pid }) => pid)).size).toBe(2);
  for (const { busySampleCount, isComplete } of report.threads!) {
    expect(busySampleCount).toBeGreaterThan(20);
    expect(isComplete).toBe(true);
  }
  // One function, wherever it ran.
  const [found, ...others] = burn(report);
  expect(others).toEqual([]);
  expect(report.frames[found!.frame]!.file).toBe(program);
  expect(found!.lines[0]![0]).toBe(line);
});

test('workers and children stay out when they are not wanted', async () => {
  const report = await profile({ script: program }, { stdio: 'ignore', memory: false, workers: false, children: false });

  expect(report.threads).toHaveLength(1);
});

test.each(['esm', 'cjs'] as const)('a bundle in %s with a source map: the lines are those of the source', async (format) => {
  const folder = await mkdtemp(join(tmpdir(), 'nsi bundle '));
  onTestFinished(() => rm(folder, { recursive: true }));
  const source = join(folder, 'burn.ts');
  const text = (await readFile(program, 'utf8')).split('burn({ ms: 300 });')[0]!.replace(/^import .*\n/gm, '');
  await writeFile(source, `${text}\nburn({ ms: 300 });\n`);
  const outfile = join(folder, format === 'esm' ? 'out.mjs' : 'out.cjs');
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    minifyWhitespace: false,
    minifyIdentifiers: true,
    format,
    platform: 'node',
    sourcemap: true,
  });

  const report = await profile({ script: outfile }, { stdio: 'ignore', memory: false });
  const [found] = burn(report);

  expect(report.frames[found!.frame]!.file).toBe(source);
  expect(found!.lines[0]![0]).toBe(marked(await readFile(source, 'utf8')));
});

test('a file that a loader compiled is said to be so: its lines are not those on disk', async () => {
  const folder = fileURLToPath(new URL('../../test/programs/', import.meta.url));
  const report = await profile(
    { script: join(folder, 'compiled.mts'), nodeArgs: ['--import', join(folder, 'compiling-loader.mjs')] },
    { stdio: 'ignore', memory: false },
  );

  expect(report.summary.warnings!.join()).toMatch(/A loader compiled \S+compiled\.mts: the lines are those of the compiled form/);
  expect(report.functions!.some(({ frame }) => report.frames[frame]!.name === 'countOdd')).toBe(true);
});

/** With an enum, which Node.js does not strip: a loader has to compile it. */
const withEnum = `
interface Row {
  readonly id: number;
}

enum Step {
  one = 1,
  two = 2,
}

const isOdd = (row: Row): boolean => row.id % Step.two === 1;

function countOdd(rows: readonly Row[]): number {
  let count = 0;

  for (const row of rows) {
    if (isOdd(row)) count += Step.one;
  }
  return count;
}

const rows: Row[] = Array.from({ length: 2000 }, (_, id) => ({ id }));
let count = 0;
for (const start = process.cpuUsage(); process.cpuUsage(start).user < 400 * 1000;) count += countOdd(rows);
`;

test('a file that a loader compiled with a source map in its text: the lines are those of the written source', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nsi enum '));
  onTestFinished(() => rm(folder, { recursive: true }));
  const script = join(folder, 'with-enum.mts');
  await writeFile(script, withEnum);
  const loader = fileURLToPath(new URL('../../test/programs/mapping-loader.mjs', import.meta.url));

  const report = await profile({ script, nodeArgs: ['--import', loader] }, { stdio: 'ignore', memory: false });
  const text = withEnum.split('\n');
  const ofProgram = report.functions!.filter(({ frame }) => report.frames[frame]!.file === script);
  const lines = ofProgram.flatMap((one) => one.lines.map(([line]) => text[line - 1]!.trim()));

  expect(report.summary.warnings!.join()).not.toMatch(/A loader compiled/);
  expect(ofProgram.map(({ frame }) => report.frames[frame]!.name)).toEqual(expect.arrayContaining(['countOdd', 'isOdd']));
  expect(lines).toContain('const isOdd = (row: Row): boolean => row.id % Step.two === 1;');
  expect(lines.filter((line) => /^(?:interface|enum|readonly|$)/.test(line))).toEqual([]);
});
