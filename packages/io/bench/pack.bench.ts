/**
 * 4 KiB anywhere in 32 MiB of text: through a pack, against decompressing the whole of the same text compressed as one zstd frame; and what
 * the cut into frames costs in size and in reading everything. Interleaved in one process.
 * `node --conditions=@nsi/source bench/pack.bench.ts`
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstd } from '@nsi/memory';
import { compareClocks, line, machine } from '@nsi/workbench/bench';
import { createPackWriter } from '../src/pack/create-pack-writer.ts';
import { openPack } from '../src/pack/open-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-bench-'));
const contentBytes = 2 ** 25;
const readBytes = 4096;
const words = ['file', 'block', 'frame', 'index', 'read', 'write', 'cache', 'open', 'close', 'sync'];
let state = 1;
const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
const text = Buffer.from(
  Array.from(
    { length: contentBytes / 32 },
    () => `${words[Math.floor(random() * 10)]} ${Math.floor(random() * 1e12)}`.padEnd(31).slice(0, 31) + '\n',
  ).join(''),
);
const whole = join(folder, 'whole.zst');
writeFileSync(whole, zstd.encode(text));

console.log(machine());
for (const codec of ['zstd', 'lz4'] as const) {
  const path = join(folder, `${codec}.pack`);
  await using writer = await createPackWriter(path, { codec });
  await writer.add('text', text);
  await writer.finish();
  console.log(`${codec}: ${(statSync(path).size / statSync(whole).size).toFixed(3)} times the size of one zstd frame`);
  await using cold = await openPack(path, { cacheBytes: 0 });
  await using warm = await openPack(path, { cacheBytes: '64MiB' });
  await warm.read('text');
  for (const [what, pack] of [
    ['nothing kept', cold],
    ['kept', warm],
  ] as const) {
    const next = positions();
    const peerNext = positions();
    const ours = async (): Promise<Buffer> => pack.read('text', { offset: next(), length: readBytes });
    const peer = async (): Promise<Buffer> => {
      const all = Buffer.from(await decodeWhole());
      const offset = peerNext();
      return all.subarray(offset, offset + readBytes);
    };
    if (!(await ours()).equals(await peer())) throw new Error('expected equal bytes');
    const { wall, cpu } = await compareClocks({ ours, peer }, { rounds: 15, warmups: 2, checksResults: false });
    console.log(line(`${codec}, 4 KiB anywhere, ${what}, wall`, wall));
    console.log(line(`${codec}, 4 KiB anywhere, ${what}, CPU`, cpu));
  }
  const everything = async (): Promise<number> => {
    let bytes = 0;
    for await (const piece of cold.stream('text')) bytes += piece.length;
    if (bytes !== contentBytes) throw new Error('expected all bytes');
    return bytes;
  };
  const { wall } = await compareClocks({ ours: everything, peer: async () => (await decodeWhole()).length }, { rounds: 11, warmups: 1 });
  console.log(line(`${codec}, all of it, wall`, wall));
}
rmSync(folder, { recursive: true });

async function decodeWhole(): Promise<Uint8Array> {
  const bytes = readFileSync(whole);
  const options = { maxOutputBytes: 2 ** 26 };
  return zstd.decodeAsync?.(bytes, options) ?? zstd.decode(bytes, options);
}

/** The same places for both. */
function positions(): () => number {
  let turn = 0;
  return () => (Math.imul(turn++, 2_654_435_761) >>> 0) % (contentBytes - readBytes);
}
