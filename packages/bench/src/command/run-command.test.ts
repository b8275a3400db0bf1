import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNsiError } from '@nsi/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childrenCpu } from './children-cpu.ts';
import { prepareCommand, runCommand, type CommandRunOptions } from './run-command.ts';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'nsi-bench-command-'));
});
afterAll(() => rm(cwd, { recursive: true }));

const options = (more: Partial<CommandRunOptions> = {}): CommandRunOptions => ({
  cwd,
  hashOutput: false,
  signal: new AbortController().signal,
  ...more,
});

test('tells time, exit code and digest of the output', async () => {
  const run = await runCommand(
    prepareCommand(`${process.execPath} -e 'process.stdout.write("hi"); process.exitCode = 3'`, false),
    options({ hashOutput: true }),
  );

  expect(run).toMatchObject({
    exitCode: 3,
    killedBy: null,
    output: { digest: '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4', head: Buffer.from('hi') },
  });
  expect(run.elapsedNs).toBeGreaterThan(0);
});

test('a file can be its input, and a shell can run it', async () => {
  const inputFile = join(cwd, 'input.txt');
  writeFileSync(inputFile, 'hi');

  expect((await runCommand(prepareCommand('cat | cat', true), options({ hashOutput: true, inputFile }))).output?.digest).toMatch(
    /^8f434346/,
  );
});

test('a program that is not there is an error that names it', async () => {
  const error: unknown = await runCommand(prepareCommand('no-such-program-here', false), options()).catch((cause: unknown) => cause);

  expect(isNsiError(error, 'NSI_BENCH_COMMAND_FAILED')).toBe(true);
  expect((error as Error).message).toBe('expected to start `no-such-program-here`, got ENOENT');
});

test('an abort ends the process', async () => {
  const controller = new AbortController();
  const run = runCommand(prepareCommand('sleep 100', false), options({ signal: controller.signal }));
  controller.abort(new Error('stop'));

  await expect(run).rejects.toThrow('stop');
});

test.each(['', '   ', '"open'])('refuses %j as a command', (line) => {
  expect(() => prepareCommand(line, false)).toThrow(/expected a command/);
});

test.runIf(process.platform === 'linux')('CPU time of children only grows', async () => {
  const before = childrenCpu();
  await runCommand(prepareCommand(`${process.execPath} -e 'for (let i = 0; i < 1e8; i++);'`, false), options());

  expect(childrenCpu()?.userNs).toBeGreaterThan(before?.userNs ?? Infinity);
});
