import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fdir } from 'fdir';
import { glob as tinyglobby } from 'tinyglobby';
import { compareClocks, line, machine, type PairedRatio, type Run } from '@nsi/workbench/bench';
import { statMany } from '../src/read/stat-many.ts';
import { endFileWorker } from '../src/read/worker-thread.ts';
import { walk } from '../src/walk/walk.ts';

using folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-bench-walk-'));
const root = folder.path;
for (let outer = 0; outer < 60; outer++) {
  for (let inner = 0; inner < 40; inner++) {
    const directory = join(root, `package-${outer}`, `folder-${inner}`);
    mkdirSync(directory, { recursive: true });
    for (let file = 0; file < 20; file++) writeFileSync(join(directory, `source-file-${file}.ts`), '');
  }
}

/** How many paths, and a sum over them that does not depend on their order. */
const digest = (paths: readonly string[]): readonly number[] => [paths.length, paths.reduce((sum, { length }) => sum + length, 0)];
const share = ({ ratio, low, high, rounds, oursNs, peerNs }: PairedRatio, bar: number): string =>
  `${(1 / ratio).toFixed(3)} of the peer's (95 % ${(1 / high).toFixed(3)}–${(1 / low).toFixed(3)}, n = ${rounds})  ${(oursNs / 1e6).toFixed(2)} ms against ${(peerNs / 1e6).toFixed(2)} ms  bar ${bar}: ${1 / ratio <= bar ? 'reached' : 'MISSED'}`;

const expected = (await walk(root, { mode: 'sync' }).paths()).toSorted();
const theirs = (await new fdir().withFullPaths().crawl(root).withPromise()).toSorted();
if (JSON.stringify(expected) !== JSON.stringify(theirs)) throw new Error('expected the same set of paths');

const ours: Run = async () => digest(await walk(root, { mode: 'worker' }).paths());
const peer: Run = async () => digest(await new fdir().withFullPaths().crawl(root).withPromise());
const peerGlobby: Run = async () => digest(await tinyglobby('**/*', { cwd: root, absolute: true, dot: true }));
const peerGlob: Run = async () => {
  const paths: string[] = [];
  for await (const path of glob('**/*.ts', { cwd: root })) paths.push(join(root, path));
  return digest(paths);
};

console.log(`${expected.length} files in ${60 * 41} directories; ${machine()}`);
const crawl = await compareClocks({ ours, peer }, { rounds: 31, warmups: 2 });
console.log(`walk, fdir async: calling thread ${share(crawl.main, 0.3)}`);
console.log(line('  wall', crawl.wall));
console.log(line('  CPU of all threads', crawl.cpu));
const globby = await compareClocks({ ours, peer: peerGlobby }, { rounds: 9, warmups: 1 });
console.log(`walk, tinyglobby: calling thread ${share(globby.main, 0.3)}`);
console.log(line('  wall', globby.wall));
const matched: Run = async () => digest(await walk(root, { mode: 'worker', include: ['**/*.ts'] }).paths());
const builtIn = await compareClocks({ ours: matched, peer: peerGlob }, { rounds: 3, warmups: 1 });
console.log(line('walk with include, fs.promises.glob, wall', builtIn.wall));
console.log(line('  CPU of all threads', builtIn.cpu));

const sample = expected.slice(0, 10_000);
const statOurs: Run = async () => (await statMany(sample, { mode: 'worker' })).length;
const statPeer: Run = async () => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < sample.length) await stat(sample[next++] as string);
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  return sample.length;
};
const stats = await compareClocks({ ours: statOurs, peer: statPeer }, { rounds: 21, warmups: 2 });
console.log(`statMany of ${sample.length}, promises.stat c=16: calling thread ${share(stats.main, 0.1)}`);
console.log(line('  wall', stats.wall));
console.log(line('  CPU of all threads', stats.cpu));
await endFileWorker();
