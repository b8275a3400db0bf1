import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNsiError } from '@nsi/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemoryTimeline } from './memory-timeline.ts';
import { watchProgram, type WatchProgramOptions } from './watch-program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsi watch "test" '));
});
afterAll(() => rmSync(folder, { recursive: true }));

function watch(source: string, options: Partial<WatchProgramOptions> = {}): Promise<MemoryTimeline> {
  const script = join(folder, 'program.cjs');
  writeFileSync(script, source);
  return watchProgram({
    command: process.execPath,
    args: [script],
    cwd: folder,
    variables: { PATH: process.env['PATH'] },
    intervalMs: 10,
    stdio: 'ignore',
    signal: new AbortController().signal,
    ...options,
  });
}

const pointsOf = ({ tracks }: MemoryTimeline, name: string): readonly { timeNs: number; value: number }[] =>
  tracks.find((track) => track.name === name)?.points ?? [];

test('follows heap, buffers and collections of a program over time', async () => {
  const timeline = await watch(`
    const kept = [];
    let turn = 0;
    const timer = setInterval(() => {
      kept.push(Array.from({ length: 20_000 }, () => ({ turn })), Buffer.alloc(500_000, 1));
      if (++turn === 25) clearInterval(timer);
    }, 10);
  `);

  expect(timeline).toMatchObject({ kind: 'nsi.timeline', schemaVersion: 1, exit: { code: 0, signal: null } });
  expect(timeline.processes).toMatchObject([{ threadId: 0, nodeVersion: process.version }]);
  expect(timeline.processes[0]?.name).toMatch(/program\.cjs$/);
  expect(timeline.processes[0]?.minorCollections).toBeGreaterThan(0);
  const heap = pointsOf(timeline, 'heap used');
  const external = pointsOf(timeline, 'external');
  expect(heap.length).toBeGreaterThan(3);
  expect(heap.at(-1)!.value - heap[0]!.value).toBeGreaterThan(5 * 2 ** 20);
  expect(external.at(-1)!.value - external[0]!.value).toBeGreaterThan(5 * 2 ** 20);
  expect(heap.every(({ timeNs }, index) => index === 0 || timeNs >= heap[index - 1]!.timeNs)).toBe(true);
  expect(heap.at(-1)!.timeNs).toBeLessThanOrEqual(timeline.durationNs + 1e9);
});

test('sees a program that ends at once, and one that ends by process.exit', async () => {
  const short = await watch('');
  const exited = await watch('const kept = new Array(1e6).fill(0.5); process.exit(7 + kept.length * 0);');

  expect(short.processes[0]?.sampleCount).toBe(2);
  expect(exited.exit.code).toBe(7);
  expect(exited.processes[0]?.peakHeapBytes).toBeGreaterThan(8e6);
});

test('follows worker threads and child processes, each by itself', async () => {
  const timeline = await watch(`
    const { Worker } = require('node:worker_threads');
    const { spawn } = require('node:child_process');
    new Worker('const kept = new Array(2e6).fill(0.5); setTimeout(() => kept, 60);', { eval: true });
    spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60)']);
  `);

  expect(timeline.processes.filter(({ threadId }) => threadId > 0)).toHaveLength(1);
  expect(timeline.processes).toHaveLength(3);
  expect(new Set(timeline.processes.map(({ pid }) => pid)).size).toBe(2);
  expect(timeline.tracks.some(({ name }) => /^heap used \(\d+, thread \d+\)$/.test(name))).toBe(true);
});

test('leaves output, exit code, options and variables of the program as they are', async () => {
  let printed = '';
  const timeline = await watch(
    'console.log(process.env.NODE_OPTIONS.includes("--no-warnings"), process.env.OWN, typeof process.send); process.exitCode = 3;',
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      variables: { PATH: process.env['PATH'], NODE_OPTIONS: '--no-warnings', OWN: 'kept' },
      onStart: ({ stdout }) => void stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString())),
    },
  );

  expect(printed).toBe('true kept undefined\n');
  expect(timeline.exit.code).toBe(3);
});

test('keeps what it has read when the program is killed', async () => {
  const timeline = await watch(
    'const kept = Buffer.alloc(5e6, 1); setTimeout(() => process.kill(process.pid, "SIGKILL"), 300); setInterval(() => kept, 50);',
  );

  expect(timeline.exit.signal).toBe('SIGKILL');
  expect(timeline.processes[0]?.sampleCount).toBeGreaterThan(2);
  expect(timeline.findings.map(({ id }) => id)).toContain('killed');
});

test('says so when the heap limit ended the program', async () => {
  const timeline = await watch(
    'const kept = []; const grow = () => { for (let i = 0; i < 2000; i++) kept.push(new Array(100).fill({})); setImmediate(grow); }; grow();',
    {
      args: ['--max-old-space-size=32', join(folder, 'program.cjs')],
      cwd: folder,
    },
  );

  expect(timeline.exit.signal ?? timeline.exit.code).toSatisfy((end) => end === 'SIGABRT' || end === 134);
  expect(timeline.findings[0]).toMatchObject({ id: 'heap-limit-reached', severity: 'high' });
});

test('warns of a heap that keeps rising, and of much collecting', async () => {
  const timeline = await watch(
    `
    const kept = [];
    let turn = 0;
    const timer = setInterval(() => {
      kept.push(Array.from({ length: 30_000 }, () => ({ turn })));
      globalThis.gc();
      if (++turn === 60) clearInterval(timer);
    }, 20);
  `,
    { args: ['--expose-gc', join(folder, 'program.cjs')] },
  );

  expect(timeline.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['rising-heap', 'much-collecting']));
});

test('tells those who ask how it goes, and ends the program when aborted', async () => {
  const controller = new AbortController();
  let updates = 0;
  const timeline = await watch('process.on("SIGINT", () => {}); setInterval(() => {}, 1000)', {
    signal: controller.signal,
    onUpdate: (series) => {
      updates += 1;
      if (series.length > 0) controller.abort();
    },
  });

  expect(timeline.exit.signal).toBe('SIGTERM');
  expect(updates).toBeGreaterThan(0);
});

test('survives a program that writes nonsense to the files of the watcher', async () => {
  const timeline = await watch(`
    const fs = require('node:fs');
    const folder = process.env._NSI_WATCH_FOLDER;
    fs.writeFileSync(folder + '/1-0.ndjson', '[]\\nnot json\\n{"a":1}\\n[1,2,3]\\n');
    fs.writeFileSync(folder + '/2-0.ndjson', '[2,0,1,1000,"v1","evil"]\\n' + '[1e999,-1,"x",0,0,0,0,0,0]\\n' + '['.repeat(5000));
    fs.writeFileSync(folder + '/../escape', '', { flag: 'a' });
    fs.rmSync(folder + '/../escape');
  `);

  expect(timeline.exit.code).toBe(0);
  expect(timeline.processes).toHaveLength(1);
});

test('names a program that cannot be started', async () => {
  await expect(watch('', { command: 'no-such-program-anywhere' })).rejects.toSatisfy((error) =>
    isNsiError(error, 'NSI_MEMORY_WATCH_COMMAND'),
  );
});

test('leaves no folder behind', async () => {
  const before = new Set(readdirSync(tmpdir()));
  await watch('');

  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('nsi-watch-') && !before.has(name))).toEqual([]);
});
