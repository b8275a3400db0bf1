import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LiveServer, startLiveServer } from '../src/live/live-server.ts';
import { sampleBenchReport } from './sample-bench-report.ts';

let folder: string;
let file: string;
let server: LiveServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsi-live-'));
  file = join(folder, 'results.json');
  server = await startLiveServer({ file, port: 0 });
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Reads events until one holds `words`. */
async function eventWith(events: ReadableStreamDefaultReader<Uint8Array>, words: string): Promise<string> {
  let heard = '';
  for (;;) {
    const { value, done } = await events.read();
    if (done) throw new Error(`the events ended without "${words}": ${heard}`);
    heard += Buffer.from(value).toString();
    if (heard.includes(words)) return heard;
  }
}

async function listen(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const { body } = await fetch(`${server.url}events`);
  return body!.getReader();
}

test('waits for a report, shows it when it appears, and draws it again when it is replaced', async () => {
  const events = await listen();
  await eventWith(events, 'Waiting for results.json');

  await writeFile(file, JSON.stringify(sampleBenchReport()));
  await eventWith(events, 'event: report');

  const first = await (await fetch(`${server.url}report`)).text();
  await writeFile(`${file}.new`, JSON.stringify({ ...sampleBenchReport(), cases: [] }));
  await rename(`${file}.new`, file);
  await eventWith(events, 'event: report');

  const second = await (await fetch(`${server.url}report`)).text();
  expect(first).toContain('buffer-pool');
  expect(second).not.toContain('buffer-pool');
});

test('a half-written report leaves the last page standing and says so', async () => {
  const events = await listen();
  const whole = JSON.stringify(sampleBenchReport());
  await writeFile(file, whole);
  await eventWith(events, 'event: report');

  await writeFile(file, whole.slice(0, 4000));
  await eventWith(events, 'Waiting for a whole report');

  expect(await (await fetch(`${server.url}report`)).text()).toContain('buffer-pool');
});

test('the page around the report runs nothing but its own script', async () => {
  const response = await fetch(server.url);

  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*script-src 'nonce-/);
  expect(await response.text()).toContain('<iframe');
});

test('answers to its own names only, so that no other site can read the report', async () => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();

  request(server.url, { headers: { host: 'example.com' } }, ({ statusCode }) => resolve(statusCode))
    .once('error', reject)
    .end();

  expect(await promise).toBe(403);
});

test('knows nothing beside its three addresses', async () => {
  expect((await fetch(`${server.url}../results.json`)).status).toBe(404);
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
});

test('names a port that is taken', async () => {
  await expect(startLiveServer({ file, port: server.port })).rejects.toMatchObject({ code: 'NSI_VIZ_SERVE' });
});

test('names a folder that is missing', async () => {
  await expect(startLiveServer({ file: join(folder, 'none', 'results.json'), port: 0 })).rejects.toMatchObject({ code: 'NSI_VIZ_SERVE' });
});
