/**
 * Replacing files durably, directory synced, against write-file-atomic, which syncs no directory: wall and CPU time, by turns in one process.
 * `node --conditions=@nsi/source bench/write-atomic.bench.ts [folder]`
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error: it brings no types.
import untypedPeerWrite from 'write-file-atomic';
import { compareClocks, line, machine } from '@nsi/workbench/bench';
import { writeAtomicMany } from '../src/write/write-atomic-many.ts';
import { writeAtomic } from '../src/write/write-atomic.ts';

const peerWrite = untypedPeerWrite as (path: string, content: Buffer) => Promise<void>;
const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'nsi-bench-'));
const [oursFolder, peerFolder] = ['ours', 'peer'].map((name) => join(folder, name)) as [string, string];
mkdirSync(oursFolder);
mkdirSync(peerFolder);
const names = Array.from({ length: 64 }, (_, index) => `file-${index}`);
const rows = [
  { what: 'one after another', width: 1 },
  { what: '16 writers', width: 16 },
  { what: '64 writers', width: 64 },
] as const;

console.log(`${machine()}; file system type ${statfsSync(folder).type.toString(16)}`);
try {
  for (const bytes of [4096, 262_144]) {
    let turn = 0;
    const content = (): Buffer => Buffer.alloc(bytes, ++turn % 251);
    console.log(`\n64 files of ${bytes / 1024} KiB replaced`);
    for (const { what, width } of rows) {
      const result = await compareClocks({
        ours: () => byWriters(width, content(), (name, data) => writeAtomic(join(oursFolder, name), data)),
        peer: () => byWriters(width, content(), (name, data) => peerWrite(join(peerFolder, name), data)),
      });
      checkEqual(bytes);
      console.log(line(`  writeAtomic, ${what}, wall`, result.wall, 1.5));
      console.log(line(`  writeAtomic, ${what}, CPU`, result.cpu));
    }
    const same = await compareClocks({
      ours: () => byWriters(1, content(), (name, data) => writeAtomic(join(oursFolder, name), data)),
      peer: () =>
        byWriters(1, content(), async (name, data) => {
          await peerWrite(join(peerFolder, name), data);
          await using directory = await open(peerFolder, 'r');
          await directory.sync();
        }),
    });
    console.log(line('  one after another, the peer with a directory sync, wall', same.wall));
    console.log(line('  one after another, the peer with a directory sync, CPU', same.cpu));
    const many = await compareClocks({
      ours: () => {
        const data = content();
        return writeAtomicMany(names.map((name) => ({ path: join(oursFolder, name), data })));
      },
      peer: () => byWriters(64, content(), (name, data) => peerWrite(join(peerFolder, name), data)),
    });
    console.log(line('  writeAtomicMany against 64 writers, wall', many.wall, 1.5));
    console.log(line('  writeAtomicMany against 64 writers, CPU', many.cpu));
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** `width` writers, each taking the next file as soon as it is done with one. */
async function byWriters(width: number, data: Buffer, write: (name: string, data: Buffer) => Promise<void>): Promise<void> {
  const queue = names.values();
  const work = async (): Promise<void> => {
    for (const name of queue) await write(name, data);
  };
  await Promise.all(Array.from({ length: width }, work));
}

/** Both wrote whole files of one byte value each, since the last content of either side differs by the turn. */
function checkEqual(bytes: number): void {
  for (const name of names) {
    for (const side of [oursFolder, peerFolder]) {
      const read = readFileSync(join(side, name));
      if (read.length !== bytes || !read.equals(Buffer.alloc(bytes, read[0])))
        throw new Error(`${join(side, name)} is not what was written`);
    }
  }
}
