import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isNsiError } from '@nsi/core';
import { expect, onTestFinished, test } from 'vitest';
import { attach } from './attach.ts';
import { freePort } from './free-port.ts';
import { inspectorUrl } from './inspector-url.ts';

const programOf = (name: string): string => fileURLToPath(new URL(`../../test/programs/${name}`, import.meta.url));

async function start(name: string) {
  const port = await freePort();
  const program = spawn(process.execPath, [`--inspect-port=${port}`, programOf(name)], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void program.kill('SIGKILL'));
  await once(program.stdout, 'data');
  return { program, port, pid: program.pid! };
}

/** Rejects when the promise does not. */
async function errorOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected a rejection');
}

test('profiles a process that runs already, twice, and leaves it running with its inspector closed', async () => {
  const { program, port, pid } = await start('busy-server.mjs');

  const first = await attach(pid, { durationMs: 700, port });
  const second = await attach(pid, { durationMs: 700, port });

  for (const report of [first, second]) {
    expect(report.findings.map(({ id }) => id)).toContain('json-dominant');
    expect(report.summary.busySampleCount).toBeGreaterThan(50);
    expect(report.isComplete).toBe(true);
  }
  expect(await inspectorUrl(port)).toBeUndefined();
  program.stdin.end();
  expect(await once(program, 'exit')).toEqual([0, null]);
});

test('workers are profiled, those that never turn their event loop and those that start meanwhile; aborting detaches', async () => {
  const { program, port, pid } = await start('attached-workers.mjs');
  const ending = new AbortController();
  let words = '';
  program.stderr.on('data', (chunk) => {
    words += String(chunk);
    if (words.includes('Debugger attached') && program.stdin.writableLength === 0) program.stdin.write('one more\n');
  });
  program.stdout.once('data', () => ending.abort());

  const { threads = [], summary, isComplete } = await attach(pid, { durationMs: 60_000, port, signal: ending.signal });

  expect(summary.warnings).toEqual([]);
  expect(isComplete).toBe(true);
  expect(threads.map(({ threadId }) => threadId)).toContain(0);
  const busy = threads.filter(({ threadId, busySampleCount }) => threadId > 0 && busySampleCount > 50).map(({ threadId }) => threadId);
  expect(busy).toContain(1);
  expect(busy).toContain(2);
  expect(await inspectorUrl(port)).toBeUndefined();
  program.stdin.end();
  expect(await once(program, 'exit')).toEqual([0, null]);
});

test('a process that ends meanwhile is reported until then', async () => {
  const { program, port, pid } = await start('busy-server.mjs');
  program.stderr.on('data', (chunk) => {
    if (String(chunk).includes('Debugger attached')) program.stdin.end();
  });

  const outcome = await attach(pid, { durationMs: 60_000, port }).catch((reason: unknown) => reason);

  // It may have ended before the collector was there.
  expect(isNsiError(outcome, 'NSI_PROFILER_ATTACH') || (outcome as { readonly kind: string }).kind === 'nsi.profile').toBe(true);
  expect(program.exitCode ?? (await once(program, 'exit'))[0]).toBe(0);
});

test('one profile of a process at a time', async () => {
  const { port, pid } = await start('busy-server.mjs');
  const ending = new AbortController();

  const both = [1, 2].map(() => attach(pid, { durationMs: 60_000, port, signal: ending.signal }));
  const refused = await Promise.any(both.map(errorOf));
  ending.abort();
  const outcomes = await Promise.allSettled(both);

  expect(refused.message).toBe(`expected a process that is not being profiled, got ${pid}, which is`);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a process that is not there is a coded error', async () => {
  const error = await errorOf(attach(2 ** 22 - 7, { durationMs: 100, port: await freePort() }));

  expect(isNsiError(error, 'NSI_PROFILER_ATTACH')).toBe(true);
  expect(error.message).toContain('found none with PID');
});

test('a process that is not Node.js gets no signal, which would end it', async () => {
  const other = spawn('sleep', ['60']);
  onTestFinished(() => void other.kill());
  await once(other, 'spawn');

  const error = await errorOf(attach(other.pid!, { durationMs: 100, port: await freePort() }));

  expect(error.message).toContain(`expected a Node.js process, got ${other.pid} (sleep)`);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
});
