import { parseProfileReport, type ProfileReport } from '@nsi/core/report';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandsOfGuide, installExample, removeExample, runCommand, type Outcome } from './image-service.ts';

// The story of docs/guide/profiling.md, told by its own commands in their order.
let folder = '';
let commands: readonly string[] = [];
const used = new Set<string>();

beforeAll(async () => {
  folder = await installExample();
  commands = await commandsOfGuide();
});
afterAll(() => removeExample(folder));

/** Runs the command of the guide that begins so. */
async function run(beginning: string): Promise<Outcome> {
  const command = commands.find((line) => line.startsWith(beginning) && !used.has(line));
  if (command === undefined) throw new Error(`expected the guide to have a command that begins with ${beginning}`);
  used.add(command);
  return runCommand(command, folder);
}

async function profileIn(name: string): Promise<ProfileReport> {
  return parseProfileReport(await readFile(join(folder, name), 'utf8'));
}

async function lineOf(file: string, text: string): Promise<number> {
  return (await readFile(join(folder, file), 'utf8')).split('\n').findIndex((line) => line.includes(text)) + 1;
}

test('the photograph is developed into a raw frame', async () => {
  const { code, stdout } = await run('node develop.ts');

  expect(code).toBe(0);
  expect(stdout).toContain('1024 × 819 pixels');
});

test('the profile of the slow service names both causes, each on its line, with what to call', { timeout: 120_000 }, async () => {
  const { code, stdout } = await run('npx @nsi/profiler --script day.ts --args slow --output slow.json');

  expect(code).toBe(0);
  const { findings, summary } = await profileIn('slow.json');
  const reads = findings.find(({ id }) => id === 'sync-fs-repeat');
  const copies = findings.find(({ id }) => id === 'json-clone');
  expect(reads).toMatchObject({ certainty: 'certain', fix: { package: '@nsi/io', function: 'cachedFile' } });
  expect(reads?.where?.[0]).toMatchObject({ function: 'thumbnail', line: await lineOf('slow-service.ts', 'readFileSync(file)') });
  expect(copies).toMatchObject({ certainty: 'certain' });
  expect(copies?.where?.[0]).toMatchObject({ function: 'firstRegions', line: await lineOf('slow-service.ts', 'JSON.parse(') });
  expect(summary.exit.code).toBe(0);
  expect(stdout).toContain('slow-service.ts:9');
});

test('what if files were kept: tried on the program, it helps', { timeout: 240_000 }, async () => {
  const { code, stdout } = await run('npx @nsi/profiler whatif');

  expect(code).toBe(0);
  // How sure five pairs can be depends on the machine; that the advice is not refuted does not.
  expect(stdout).toMatch(/^(confirmed|inconclusive) +memoise-read-file/);
  expect(Number(/([\d.]+)× as fast by CPU time/.exec(stdout)?.[1])).toBeGreaterThan(1);
});

test('the mended service says the same in less time', { timeout: 240_000 }, async () => {
  const { code, stdout } = await run('npx @nsi/bench cmd');

  expect(code).toBe(0);
  // How sure four rounds can be depends on the machine; which of the two is faster does not.
  expect(stdout).toMatch(/1 (faster|inconclusive)/);
  expect(Number(/ (0\.\d+) +(?:[\d.]+× faster|inconclusive)/.exec(stdout)?.[1])).toBeLessThan(0.9);
});

test('the difference of both profiles shows what is gone', { timeout: 60_000 }, async () => {
  await run('npx @nsi/profiler --script day.ts --args fixed --output fixed.json');
  const { code, stdout } = await run('npx @nsi/profiler diff');

  expect(code).toBe(0);
  for (const id of ['json-clone', 'sync-fs-repeat']) expect(/^Solved: (.+)$/m.exec(stdout)?.[1]).toContain(id);
  expect(stdout).toMatch(/firstRegions slow-service.ts +improvement/);
});

test('the gate stops the slow service and lets the mended one pass', { timeout: 120_000 }, async () => {
  const slow = await run('npx @nsi/profiler --script day.ts --args slow --fail-on');
  const mended = await run('npx @nsi/profiler --script day.ts --args fixed --fail-on');

  expect(slow.code).toBe(3);
  expect(mended.stdout).not.toMatch(/^(high|medium)/m);
  expect(mended.code).toBe(0);
});

test('the report is one HTML file with causes, lines and the flame graph', { timeout: 60_000 }, async () => {
  const { code } = await run('npx @nsi/viz');

  expect(code).toBe(0);
  const page = await readFile(join(folder, 'slow.html'), 'utf8');
  for (const part of ['sync-fs-repeat', 'json-clone', 'firstRegions', 'cachedFile']) expect(page).toContain(part);
});

test('pprof and speedscope get the same function', async () => {
  const pprof = await run('npx @nsi/profiler export slow.json --to pprof');
  const speedscope = await run('npx @nsi/profiler export slow.json --to speedscope');

  expect([pprof.code, speedscope.code]).toEqual([0, 0]);
  expect(gunzipSync(await readFile(join(folder, 'slow.pb.gz'))).includes('firstRegions')).toBe(true);
  expect(await readFile(join(folder, 'slow.speedscope.json'), 'utf8')).toContain('firstRegions');
});

test('a saved profile becomes text for a pull request', async () => {
  const { code, stdout } = await run('npx @nsi/profiler report');

  expect(code).toBe(0);
  expect(stdout).toContain('slow-service.ts:14');
});

test('no command of the guide is left out', () => {
  expect(commands.filter((command) => !used.has(command))).toEqual([]);
});
