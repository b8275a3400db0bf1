import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isNsiError } from '@nsi/core';
import { expect, onTestFinished, test } from 'vitest';
import { attach } from './attach.ts';
import { freePort } from './free-port.ts';

const program = fileURLToPath(new URL('../../test/programs/busy-server.mjs', import.meta.url));

test('profiles a process that runs already, twice, and leaves it running with its inspector closed', async () => {
  const port = await freePort();
  const server = spawn(process.execPath, [`--inspect-port=${port}`, program], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void server.kill());
  await once(server.stdout, 'data');

  const first = await attach(server.pid!, { durationMs: 700, port });
  const second = await attach(server.pid!, { durationMs: 700, port });

  for (const report of [first, second]) {
    expect(report.findings.map(({ id }) => id)).toContain('json-dominant');
    expect(report.summary.busySampleCount).toBeGreaterThan(50);
    expect(report.isComplete).toBe(true);
  }
  server.stdin.end();
  expect(await once(server, 'exit')).toEqual([0, null]);
});

test('a process that is not there is a coded error', async () => {
  const error: unknown = await attach(2 ** 22 - 7, { durationMs: 100, port: await freePort() }).catch((reason: unknown) => reason);

  expect(isNsiError(error, 'NSI_PROFILER_ATTACH')).toBe(true);
});
