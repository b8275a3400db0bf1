import { existsSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareClocks, line, machine, type Run } from '@nsi/workbench/bench';
import { endFileWorker } from '../src/read/worker-thread.ts';
import { readMany } from '../src/read/read-many.ts';

const count = 2000;
const fileBytes = 4096;
const concurrency = 16;
const dropCaches = '/proc/sys/vm/drop_caches';

using folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-bench-read-'));
const paths = Array.from({ length: count }, (_, index) => join(folder.path, `file-${index}`));
for (const [index, path] of paths.entries()) writeFileSync(path, Buffer.alloc(fileBytes, index));

/** Sum of the first bytes: shows that the same files came in the same order. */
const sumOf = (first: readonly number[]): number => first.reduce((sum, byte, index) => sum + byte * (index + 1), 0);
const ours: Run = async () => {
  const files = await readMany(paths, { mode: 'worker' });
  return sumOf(Array.from(paths, (_, index) => files.bytes(index)[0] as number));
};
const peer: Run = async () => {
  const first: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      first[index] = (await readFile(paths[index] as string))[0] as number;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return sumOf(first);
};
const readOnly: Run = async () => (await readMany(paths, { mode: 'worker' })).byteLength;
const readOnlyPeer: Run = async () => {
  await peer();
  return count * fileBytes;
};

console.log(`${count} files of ${fileBytes} bytes; ${machine()}`);
const hot = await compareClocks({ ours, peer }, { rounds: 31, warmups: 3 });
console.log(line(`hot, promises.readFile c=${concurrency}, wall`, hot.wall, 5));
console.log(line('  CPU of all threads', hot.cpu, 5));
console.log(line('  CPU of the calling thread', hot.main));
const bare = await compareClocks({ ours: readOnly, peer: readOnlyPeer }, { rounds: 31, warmups: 1 });
const mainShare = bare.main.oursNs / bare.main.peerNs;
console.log(
  `  calling thread without looking at the bytes: ${(mainShare * 100).toFixed(1)} % of the peer's, ${((bare.main.oursNs / bare.cpu.oursNs) * 100).toFixed(1)} % of our CPU  bar 5 %: ${mainShare <= 0.05 ? 'reached' : 'MISSED'}`,
);

if (process.getuid?.() === 0 && existsSync(dropCaches)) {
  const cold = await compareClocks({ ours, peer }, { rounds: 15, warmups: 1, before: () => writeFileSync(dropCaches, '3') });
  console.log(line(`cold, promises.readFile c=${concurrency}, wall`, cold.wall, 1));
  console.log(line('  CPU of all threads', cold.cpu));
} else console.log('cold: not run, it takes root to drop the page cache');
await endFileWorker();
