import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { fineClock } from './fine-clock.ts';
import { createHttpTarget, type HttpTargetOptions } from './http-target.ts';
import { runOpenLoop } from './open-loop.ts';

async function serve(listener: RequestListener): Promise<{ readonly url: URL; readonly server: Server } & AsyncDisposable> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const options: HttpTargetOptions = { method: 'GET', headers: {}, timeoutMs: 5000, maxConnections: 1000 };
const { signal } = new AbortController();

test('tells bytes of an answer, and of a bad status its number', async () => {
  await using site = await serve((request, response) => response.writeHead(request.url === '/no' ? 503 : 200).end('hello'));
  using good = createHttpTarget(site.url, options);
  using bad = createHttpTarget(new URL('/no', site.url), options);

  expect(await good.send(signal)).toEqual({ isOk: true, bytes: 5 });
  expect(await bad.send(signal)).toEqual({ isOk: false, bytes: 5, reason: 'status 503' });
});

test('sends method, headers and body', async () => {
  await using site = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => response.end(`${request.method} ${String(request.headers['x-a'])} ${Buffer.concat(chunks).toString()}`));
  });
  using target = createHttpTarget(site.url, { ...options, method: 'POST', headers: { 'x-a': 'b' }, body: Buffer.from('data') });

  expect(await target.send(signal)).toEqual({ isOk: true, bytes: 'POST b data'.length });
});

test('a target that is not there, hangs up or never answers is a reason, not an error', async () => {
  await using site = await serve((request, response) => (request.url === '/hang' ? undefined : response.destroy()));
  using cut = createHttpTarget(site.url, options);
  using hanging = createHttpTarget(new URL('/hang', site.url), { ...options, timeoutMs: 30 });
  using absent = createHttpTarget(new URL('http://127.0.0.1:1/'), options);

  expect((await cut.send(signal)).reason).toBe('ECONNRESET');
  expect((await hanging.send(signal)).reason).toBe('timeout');
  expect((await absent.send(signal)).reason).toBe('ECONNREFUSED');
});

test('goes on sending to a server that answers nothing until fifty requests wait at once', async () => {
  const waiting: (() => void)[] = [];
  await using site = await serve((_, response) => {
    waiting.push(() => response.end('late'));
    // A sender that waits for answers would never come so far.
    if (waiting.length >= 50) for (const answer of waiting.splice(0)) answer();
  });
  using target = createHttpTarget(site.url, options);

  const result = await runOpenLoop(
    target.send,
    { ratePerSecond: 500, durationMs: 200, warmupMs: 0, maxInFlight: 1000, drainMs: 10_000 },
    { clock: fineClock, signal },
  );

  expect(result.answered).toBe(100);
  expect(result.failures.size).toBe(0);
  expect(result.latency.min).toBeGreaterThan(0);
});
