import { closeSync, existsSync, mkdtempDisposableSync, openSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine } from '@nsi/workbench/bench';
import { endFileWorker } from '../src/read/worker-thread.ts';
import { walk } from '../src/walk/walk.ts';

const count = Number(process.argv[2] ?? 1_000_000);
using folder = mkdtempDisposableSync(existsSync('/dev/shm') ? '/dev/shm/nsi-bench-large-' : join(tmpdir(), 'nsi-bench-large-'));
for (let index = 0; index < count; index++) closeSync(openSync(`${folder.path}/a-file-of-many-${index}`, 'w'));

console.log(`a directory of ${count} entries; ${machine()}`);
for (const mode of ['worker', 'async', 'sync'] as const) {
  const before = process.memoryUsage.rss();
  const start = performance.now();
  let [found, most, firstMs] = [0, before, 0];
  for await (const batch of walk(folder.path, { mode })) {
    if (found === 0) firstMs = performance.now() - start;
    found += batch.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  if (found !== count) throw new Error(`expected ${count}, got ${found}`);
  console.log(
    `walk ${mode.padEnd(7)} first batch after ${firstMs.toFixed(0)} ms, all after ${(performance.now() - start).toFixed(0)} ms, RSS + ${((most - before) / 2 ** 20).toFixed(0)} MiB`,
  );
}
const before = process.memoryUsage.rss();
const entries = await readdir(folder.path, { withFileTypes: true });
console.log(`promises.readdir of ${entries.length}: RSS + ${((process.memoryUsage.rss() - before) / 2 ** 20).toFixed(0)} MiB`);
await endFileWorker();
