import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '@nsi/core/cli';
import { afterAll, expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { run as limits } from './limits.ts';
import { run as watch } from './watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-watch-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = (source: string): readonly string[] => {
  writeFileSync(join(folder, 'program.cjs'), source);
  return [process.execPath, join(folder, 'program.cjs')];
};

test('draws what a program used, and says that nothing stands out', async () => {
  const { text, data, exitCode } = await watch(
    commandCall(folder, { program: program('setTimeout(() => {}, 150)'), options: { interval: 20 }, frame: { json: true } }),
  );

  expect(text).toMatch(
    /^The program ended with code 0 after \d+\.\d s\.\n\n.*program\.cjs \(\d+\)\n {2}RSS +[▁▂▃▄▅▆▇█]+ +[\d.]+ MiB {2}peak /,
  );
  expect(text).toMatch(/heap used .*\n[^]*collecting .*\d+ major, \d+ minor/);
  expect(data).toMatchObject({ kind: 'nsi.timeline', program: { command: process.execPath } });
  expect(exitCode).toBe(0);
});

test('fails when the program fails, and passes its lines on above a live picture', async () => {
  const notes: string[] = [];
  const pictures: string[] = [];
  const { exitCode, text } = await watch(
    commandCall(folder, {
      program: program('console.log("a line"); setTimeout(() => process.exit(4), 400)'),
      options: { interval: 20, live: true },
      note: (line: string) => void notes.push(line),
      progress: ({ text }: Progress) => void pictures.push(text),
    }),
  );

  expect(exitCode).toBe(1);
  expect(text).toMatch(/^The program ended with code 4/);
  expect(notes).toContain('a line');
  expect(pictures.some((picture) => /watching 1 process[^]*RSS/.test(picture))).toBe(true);
});

test('exits with 3 for a finding that is severe enough', async () => {
  const rising = `
    const kept = [];
    let turn = 0;
    const timer = setInterval(() => {
      kept.push(Array.from({ length: 30_000 }, () => ({ turn })));
      globalThis.gc();
      if (++turn === 60) clearInterval(timer);
    }, 20);`;
  const [command, file] = program(rising);
  const call = (failOn: string) =>
    commandCall(folder, { program: [command!, '--expose-gc', file!], options: { interval: 10, failOn }, frame: { json: true } });

  expect((await watch(call('medium'))).exitCode).toBe(3);
  expect((await watch(call('high'))).exitCode).toBe(0);
});

test('asks for a program and a possible interval', async () => {
  expect(await codeOfAsync(watch(commandCall(folder, { options: { interval: 100 } })))).toBe('NSI_CORE_COMMAND_USAGE');
  expect(await codeOfAsync(watch(commandCall(folder, { program: ['node'], options: { interval: 0 } })))).toBe('NSI_CORE_COMMAND_USAGE');
});

test('says what bounds this process', async () => {
  const { text, data } = await limits(commandCall(folder, {}));

  expect(text).toMatch(/^memory limit {8,}[\d.]+ [GM]iB/);
  expect(text).toMatch(/V8 heap limit +[\d.]+ [GM]iB/);
  expect(data).toMatchObject({ limit: { bytes: expect.any(Number) as number }, findings: expect.any(Array) as unknown[] });
});
