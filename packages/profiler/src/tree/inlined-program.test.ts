import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { profile } from '../profile.ts';

const script = fileURLToPath(new URL('../../test/programs/inlined.cjs', import.meta.url));

test('samples of inlined functions are with the function whose line they are on, in one file and across files', async () => {
  const { functions = [], frames, summary } = await profile({ script }, { stdio: 'ignore', memory: false, counts: false });
  const named = (name: string) => functions.find(({ frame }) => frames[frame]?.name === name);

  expect(named('leaf')!.self).toBeGreaterThan(named('chain')!.self);
  expect(named('square')!.self + named('hypotenuse')!.self).toBeGreaterThan(named('across')!.self);
  // Every sample is on a line of its function: none was left with a caller.
  const ranges: Readonly<Record<string, readonly [first: number, last: number]>> = {
    leaf: [4, 6],
    middle: [8, 10],
    chain: [12, 18],
    across: [20, 26],
    square: [62, 64],
    hypotenuse: [66, 68],
  };
  for (const [name, [first, last]] of Object.entries(ranges)) {
    for (const [line] of named(name)?.lines ?? []) expect(line >= first && line <= last, `${name} on line ${line}`).toBe(true);
  }
  const unresolved = functions.reduce((sum, one) => sum + (one.unresolved ?? 0), 0);
  expect(unresolved).toBeLessThan(0.2 * summary.busySampleCount!);
});

const square = 'exports.square=function square(side){return side*side%1009};';
const oneLine =
  "const{square}=require('./square.cjs');const cube=(side)=>square(side)*side%1013,half=(side)=>side/2;" +
  'let sum=0;for(const start=process.cpuUsage();process.cpuUsage(start).user<400000;)for(let index=0;index<20000;index++)sum+=cube(index)+half(index);' +
  "if(!(sum>0&&cube.toString().includes('square(side)')))process.exit(3)";

async function writeOneLine(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nsi one line '));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'square.cjs'), square);
  await writeFile(join(folder, 'main.cjs'), oneLine);
  return join(folder, 'main.cjs');
}

test('what stands on one line is not told apart, and said to be so', async () => {
  const file = await writeOneLine();

  const { functions = [], summary } = await profile({ script: file }, { stdio: 'ignore', memory: false, counts: false });

  expect(functions.reduce((all, one) => all + (one.unresolved ?? 0), 0)).toBeGreaterThan(0.5 * summary.busySampleCount!);
  expect(summary.warnings!.join()).toContain('run with --exact');
});

test('exact: the functions of a program that is one line are told apart, and it runs as it does', async () => {
  const script = await writeOneLine();

  const { functions = [], frames, summary } = await profile({ script }, { stdio: 'ignore', mode: 'exact', memory: false, counts: false });
  const placed = functions
    .filter(({ self }) => self > 5)
    .map(({ frame }) => frames[frame]!)
    .filter(({ file }) => dirname(file) === dirname(script));

  expect(summary.exit).toMatchObject({ code: 0 });
  const start = (name: string) => placed.find((frame) => frame.name === name);
  expect(start('square')).toMatchObject({ line: 1, column: square.indexOf('function square') + 1 });
  expect(start('cube')).toMatchObject({ line: 1, column: oneLine.indexOf('(side)=>square') + 1 });
  expect(functions.reduce((all, one) => all + (one.unresolved ?? 0), 0)).toBeLessThan(0.02 * summary.busySampleCount!);
});
