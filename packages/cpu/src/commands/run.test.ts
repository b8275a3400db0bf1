import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tasks = join(import.meta.dirname, '../../test/line-tasks.mjs');
const cli = join(import.meta.dirname, '../cli.ts');
const at = (name: string): string => join(folder, name);
const linesOf = (name: string): string[] => readFileSync(at(name), 'utf8').split('\n').slice(0, -1);
const items = (count: number, more: (id: number) => object = () => ({})): string =>
  Array.from({ length: count }, (_, id) => `${JSON.stringify({ id, ...more(id) })}\n`).join('');
writeFileSync(at('small.ndjson'), items(100));

const call = (task: string, options: Readonly<Record<string, unknown>>): ReturnType<typeof run> =>
  run(commandCall(folder, { arguments: { task: `${tasks}${task}` }, options: { in: 'small.ndjson', threads: '2', ...options } }));

function start(
  task: string,
  ...args: readonly string[]
): { readonly child: ChildProcess; readonly ended: Promise<{ code: number; out: string; error: string }> } {
  const child = spawn(process.execPath, ['--conditions=@nsi/source', cli, 'run', `${tasks}${task}`, '-j', '2', ...args], { cwd: folder });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(([out, error, [code]]) => ({
    code: code as number,
    out,
    error,
  }));
  return { child, ended };
}

test('writes a result a line, in order when asked to', async () => {
  const { data, text, exitCode } = await call('#square', { out: 'ordered.ndjson', ordered: true });

  expect(linesOf('ordered.ndjson')).toEqual(Array.from({ length: 100 }, (_, id) => JSON.stringify({ id, square: id * id })));
  expect([data, exitCode]).toMatchObject([{ lines: 100, failed: 0, isComplete: true }, undefined]);
  expect(text).toMatch(/ordered\.ndjson: 100 lines in /);
  expect(existsSync(at('ordered.ndjson.nsi-run'))).toBe(false);
});

test('makes the folder of its output', async () => {
  await call('#square', { out: 'deep/er/made.ndjson', ordered: true });

  expect(linesOf('deep/er/made.ndjson')).toHaveLength(100);
});

test('results on standard output leave --output to the summary', async () => {
  const { ended } = start('#square', '--in', 'small.ndjson', '--ordered', '--output', 'summary.json');

  const { code, out } = await ended;

  expect([code, out.split('\n').length]).toEqual([0, 101]);
  expect(JSON.parse(readFileSync(at('summary.json'), 'utf8'))).toMatchObject({ output: '-', lines: 100, failed: 0 });
});

test('without an order it writes the same lines, each with its number when asked to', async () => {
  await call('', { out: 'numbered.ndjson', numbered: true });

  const values = linesOf('numbered.ndjson').map((line) => JSON.parse(line) as { line: number; value: number });
  expect(values.toSorted((left, right) => left.line - right.line)).toEqual(
    Array.from({ length: 100 }, (_, id) => ({ line: id + 1, value: id === 0 ? 0 : -id })),
  );
});

test('a line that fails, or is not JSON, is written as an error, and the exit code says so', async () => {
  writeFileSync(at('mixed.ndjson'), '{"id":2}\n\n{"id":3}\nnot json\n{"id":4}');
  const { exitCode, data } = await call('#onlyEven', { in: 'mixed.ndjson', out: 'mixed.out', ordered: true });

  expect(linesOf('mixed.out').map((line) => JSON.parse(line) as unknown)).toEqual([
    2,
    { line: 3, error: { name: 'RangeError', message: 'odd: 3' } },
    { line: 4, error: { name: 'SyntaxError', message: expect.stringContaining('not json') as string } },
    4,
  ]);
  expect([exitCode, data]).toMatchObject([1, { lines: 4, failed: 2 }]);
});

test('a function that returns nothing gives null', async () => {
  await call('#nothing', { out: 'nothing.out' });

  expect(new Set(linesOf('nothing.out'))).toEqual(new Set(['null']));
});

test('--retries runs a line that fails again', async () => {
  expect((await call('#failOnce', { out: 'retried.out', ordered: true, threads: '1', retries: 1 })).exitCode).toBe(undefined);
  expect(linesOf('retried.out')).toEqual(Array.from({ length: 100 }, (_, id) => String(id)));
});

test('--fail-fast stops at the first line that fails and keeps what came before', async () => {
  expect(await codeOfAsync(call('#onlyEven', { out: 'fast.out', ordered: true, failFast: true }))).toBe('NSI_CPU_RUN_FAILED');
  expect(linesOf('fast.out')).toEqual(['0']);
  expect(await codeOfAsync(call('#onlyEven', { out: 'fast.out', ordered: true, failFast: true, resume: true }))).toBe('NSI_CPU_RUN_FAILED');
  expect(linesOf('fast.out')).toEqual(['0']);
});

test('refuses what it cannot use', async () => {
  writeFileSync(at('there.out'), 'mine');

  expect(await codeOfAsync(call('#square', { out: 'there.out' }))).toBe('NSI_CPU_RUN_INPUT');
  expect(await codeOfAsync(call('#square', { out: 'there.out', resume: true }))).toBe('NSI_CPU_RUN_RESUME');
  expect(readFileSync(at('there.out'), 'utf8')).toBe('mine');
  expect(await codeOfAsync(call('#square', { out: '-', resume: true }))).toBe('NSI_CPU_OPTION');
  expect(await codeOfAsync(call('#square', { out: 'small.ndjson', force: true }))).toBe('NSI_CPU_RUN_INPUT');
  expect(linesOf('small.ndjson')).toHaveLength(100);
  expect(await codeOfAsync(call('#square', { in: 'nowhere.ndjson', out: 'x.out' }))).toBe('NSI_CPU_RUN_INPUT');
  expect(await codeOfAsync(call('#cube', { out: 'cube.out' }))).toBe('NSI_CPU_TASK_NAME');
  expect(await codeOfAsync(call('#square', { out: 'x.out', threads: 'many' }))).toBe('NSI_CPU_POOL_OPTION');
});

test('reads standard input, writes standard output', async () => {
  const { child, ended } = start('#square', '--ordered');
  child.stdin?.end(items(3));

  expect(await ended).toMatchObject({ code: 0, out: '{"id":0,"square":0}\n{"id":1,"square":1}\n{"id":2,"square":4}\n' });
});

test('ends quietly when nobody reads its output any more', async () => {
  writeFileSync(at('many.ndjson'), items(60_000));
  const { child, ended } = start('#square', '--in', 'many.ndjson');
  child.stdout?.once('data', () => child.stdout?.destroy());
  const { error } = await ended.catch(() => ({ error: '' }));

  expect(error).not.toContain('EPIPE');
});

test('Ctrl-C ends it while standard input is still open', async () => {
  const { child, ended } = start('#square', '--out', 'open.out');
  child.stdin?.write(items(2000));
  await whenWritten('open.out', 1000);
  child.kill('SIGINT');

  expect((await ended).code).toBe(130);
});

/** Waits until the journal says that so many bytes are written. */
async function whenWritten(name: string, bytes: number): Promise<void> {
  while (!existsSync(at(name)) || statSync(at(name)).size < bytes) await setTimeout(5);
}

test.each(['ordered', 'unordered'])(
  'Ctrl-C in the middle of 60,000 lines keeps what is done; --resume completes it: %s',
  { timeout: 60_000 },
  async (order) => {
    const [input, whole, part, gate] = ['ndjson', 'whole', 'part', 'gate'].map((name) => `${order}.${name}`) as [
      string,
      string,
      string,
      string,
    ];
    writeFileSync(
      at(input),
      items(60_000, (id) => (id % 20_000 === 19_999 ? { gate: at(gate) } : {})),
    );
    const options = ['--in', input, ...(order === 'ordered' ? ['--ordered'] : [])];

    // The lines that name a gate hold their threads, so that the interrupt comes in the middle.
    const { child, ended } = start('#square', ...options, '--out', part);
    await whenWritten(part, 100_000);
    child.kill('SIGINT');
    const interrupted = await ended;
    expect(interrupted).toMatchObject({ code: 130 });
    expect(interrupted.error).toContain('--resume');
    const kept = linesOf(part);
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept.length).toBeLessThan(60_000);
    // As after a power cut between output and journal: the last lines are not in the journal.
    writeFileSync(at(part), '{"id":', { flag: 'a' });

    writeFileSync(at(gate), '');
    const resumed = await start('#square', ...options, '--out', part, '--resume').ended;
    expect(resumed.code).toBe(0);
    expect(resumed.error).toContain(`Continuing behind ${kept.length} lines`);
    await start('#square', ...options, '--out', whole).ended;

    const inOrder = (name: string): string[] => (order === 'ordered' ? linesOf(name) : linesOf(name).toSorted());
    expect(inOrder(part)).toEqual(inOrder(whole));
    expect(new Set(linesOf(part)).size).toBe(60_000);
    expect(existsSync(at(`${part}.nsi-run`))).toBe(false);
  },
);

test('a journal of another run, of another order or of a longer output is refused', async () => {
  rmSync(at('ordered.gate'));
  const { child, ended } = start('#square', '--in', 'ordered.ndjson', '--out', 'mine.out', '--ordered');
  await whenWritten('mine.out', 1000);
  child.kill('SIGINT');
  await ended;
  const resume = (options: object): ReturnType<typeof run> =>
    call('#square', { in: 'ordered.ndjson', out: 'mine.out', ordered: true, resume: true, ...options });

  expect(await codeOfAsync(resume({ ordered: false }))).toBe('NSI_CPU_RUN_RESUME');
  expect(await codeOfAsync(resume({ in: 'small.ndjson' }))).toBe('NSI_CPU_RUN_RESUME');
  truncateSync(at('mine.out'), 10);
  expect(await codeOfAsync(resume({}))).toBe('NSI_CPU_RUN_RESUME');
});
