/**
 * A server that stands still for 400 ms of every 2 s: what an open loop and a closed loop tell of its 99th percentile, beside the truth.
 * Requests that are due during a stall wait for its end, so a share of 0.2 waits evenly between 0 and 400 ms: the true p99 is 380 ms.
 * Run: node --conditions=@nsi/source bench/stalling-server.ts [seconds]
 */
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fineClock } from '../src/load/fine-clock.ts';
import { createHttpTarget } from '../src/load/http-target.ts';
import { runOpenLoop } from '../src/load/open-loop.ts';
import { quantile } from '../src/stats/quantile.ts';

const [periodMs, stallMs, ratePerSecond] = [2000, 400, 200];
const truthMs = stallMs * (1 - 0.01 / (stallMs / periodMs));

if (process.argv[2] === 'serve') serve();
else await measure(Number(process.argv[2] ?? 20) * 1000);

/** Holds answers back instead of blocking, so that a stall ends when it should on a busy machine too. */
function serve(): void {
  const server = createServer((_, response) => {
    const phase = performance.now() % periodMs;
    if (phase < stallMs) setTimeout(() => response.end('late'), stallMs - phase);
    else response.end('ok');
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
}

async function measure(durationMs: number): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const { port } = await new Promise<{ readonly port: number }>((resolve) =>
    server.once('message', (address) => resolve(address as { readonly port: number })),
  );
  using target = createHttpTarget(new URL(`http://127.0.0.1:${port}/`), {
    method: 'GET',
    headers: {},
    timeoutMs: 30_000,
    maxConnections: 1000,
  });
  const { signal } = new AbortController();
  const open = await runOpenLoop(
    target.send,
    { ratePerSecond, durationMs, warmupMs: 0, maxInFlight: 1000, drainMs: 5000 },
    { clock: fineClock, signal },
  );
  const closed: number[] = [];
  for (const end = performance.now() + durationMs; performance.now() < end;) {
    const start = performance.now();
    await target.send(signal);
    closed.push(performance.now() - start);
  }
  server.kill();
  const openMs = open.latency.percentile(99) / 1e6;
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(
    `true p99 ${truthMs.toFixed(0)} ms; open loop ${openMs.toFixed(0)} ms (${open.answered} requests, off by ${((openMs / truthMs - 1) * 100).toFixed(1)} %); closed loop ${quantile(closed, 0.99).toFixed(1)} ms (${closed.length} requests)`,
  );
}
