import { closeSync, createReadStream, mkdtempDisposableSync, openSync, statfsSync, truncateSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareClocks, line, machine, type Run } from '@nsi/workbench/bench';
import { openReader } from '../src/stream/file-reader.ts';

const gibibyte = 2 ** 30;
using folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-bench-reader-'));
const path = join(folder.path, 'file');
const block = Buffer.alloc(2 ** 20, 'sixteen bytes!!\n');
const file = openSync(path, 'w');
for (let part = 0; part < 1024; part++) writeSync(file, block);
closeSync(file);

/** Length and a byte of each chunk: as little work as shows that everything came. */
async function drain(chunks: AsyncIterable<Uint8Array | { readonly bytes: Uint8Array }>): Promise<number> {
  let length = 0;
  for await (const chunk of chunks) length += 'bytes' in chunk ? chunk.bytes.length : chunk.length;
  return length;
}
const ours =
  (blockBytes: string): Run =>
  async () =>
    drain(await openReader(path, { blockBytes, ahead: 4 }));
const stream: Run = async () => drain(createReadStream(path));
const webStream: Run = async () => {
  const handle = await open(path);
  try {
    return await drain(handle.readableWebStream() as AsyncIterable<Uint8Array>);
  } finally {
    await handle.close();
  }
};

const { bavail, bsize } = statfsSync(folder.path);
if (bavail * bsize > 3 * gibibyte) {
  // Of ten gibibytes one is on the disk.
  truncateSync(path, 10 * gibibyte);
  const before = process.memoryUsage.rss();
  let most = 0;
  let length = 0;
  for await (const { bytes, position } of await openReader(path, { blockBytes: '1MiB', ahead: 4 })) {
    length += bytes.length;
    if (position % (64 * 2 ** 20) === 0) most = Math.max(most, process.memoryUsage.rss());
  }
  if (length !== 10 * gibibyte) throw new Error(`expected 10 GiB, got ${length} bytes`);
  console.log(`10 GiB: peak RSS ${(most / 2 ** 20).toFixed(0)} MiB, ${((most - before) / 2 ** 20).toFixed(1)} MiB above the beginning`);
  truncateSync(path, gibibyte);
} else console.log('10 GiB: not run, the disk has too little room');

console.log(`1 GiB, hot; ${machine()}`);
for (const blockBytes of ['256KiB', '1MiB']) {
  const against = await compareClocks({ ours: ours(blockBytes), peer: stream }, { rounds: 7, warmups: 1 });
  console.log(line(`4 × ${blockBytes}, createReadStream for await, wall`, against.wall, 5));
  console.log(line('  CPU of all threads', against.cpu));
  const againstWeb = await compareClocks({ ours: ours(blockBytes), peer: webStream }, { rounds: 5, warmups: 1 });
  console.log(line(`4 × ${blockBytes}, readableWebStream, wall`, againstWeb.wall, 10));
}
const asStream = await compareClocks(
  { ours: async () => drain(await (await openReader(path, { blockBytes: '1MiB' })).toReadable()), peer: stream },
  {
    rounds: 5,
    warmups: 1,
  },
);
console.log(line('toReadable() 4 × 1MiB, createReadStream, wall', asStream.wall));
