/**
 * Reads of 4 KiB that hit, in a file of 8 MiB, against FileHandle.read and readSync into one buffer, and a cached file against readFileSync.
 * Interleaved in one process. `node --conditions=@nsi/source bench/block-cache.bench.ts`
 */
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareClocks, line, machine } from '@nsi/workbench/bench';
import { createBlockCache } from '../src/block-cache/create-block-cache.ts';
import { cachedFile } from '../src/cached-file/cached-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-bench-'));
const path = join(folder, 'data');
const reads = 2000;
const readBytes = 4096;
writeFileSync(path, Buffer.from(Uint32Array.from({ length: 2 ** 21 }, (_, index) => Math.imul(index, 2_654_435_761)).buffer));
const offsets = Float64Array.from({ length: reads }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 21) * readBytes);
const expected = readFileSync(path);

await using cache = createBlockCache();
const file = await cache.open(path);
for (const offset of offsets) {
  const bytes = await file.read(offset, readBytes);
  if (!bytes.equals(expected.subarray(offset, offset + readBytes))) throw new Error(`wrong bytes at ${offset}`);
}
await using handle = await open(path);
const descriptor = openSync(path, 'r');
const buffer = Buffer.alloc(readBytes);

/** Sum of first bytes: what every way must agree on. */
async function hits(): Promise<number> {
  let sum = 0;
  for (let index = 0; index < offsets.length; index++) {
    const bytes = file.read(offsets[index] as number, readBytes);
    sum += (bytes instanceof Promise ? await bytes : bytes)[0] as number;
  }
  return sum;
}

async function copied(): Promise<number> {
  let sum = 0;
  for (let index = 0; index < offsets.length; index++) {
    const done = file.readInto(buffer, offsets[index] as number);
    if (done instanceof Promise) await done;
    sum += buffer[0] as number;
  }
  return sum;
}

async function asynchronous(): Promise<number> {
  let sum = 0;
  for (const offset of offsets) {
    await handle.read(buffer, 0, readBytes, offset);
    sum += buffer[0] as number;
  }
  return sum;
}

async function synchronous(): Promise<number> {
  let sum = 0;
  for (const offset of offsets) {
    readSync(descriptor, buffer, 0, readBytes, offset);
    sum += buffer[0] as number;
  }
  return sum;
}

/** The same work many times, so that one measurement is long enough for the clock. */
const repeated = (run: () => Promise<number>, times: number) => async (): Promise<void> => {
  for (let turn = 0; turn < times; turn++) await run();
};

const sums = new Set([await hits(), await copied(), await asynchronous(), await synchronous()]);
if (sums.size !== 1) throw new Error(`expected equal results, got ${[...sums].join(', ')}`);

console.log(machine());
const times = 20;
const scale = { ours: times, peer: 1 };
await compare('hit against FileHandle.read', hits, asynchronous, scale, 100);
await compare('hit against readSync', hits, synchronous, scale, 5);
await compare('hit copied into a buffer against readSync', copied, synchronous, scale);
await using strict = createBlockCache({ checkMs: 0 });
const strictFile = await strict.open(path);
for (const offset of offsets) await strictFile.read(offset, readBytes);
const strictHits = async (): Promise<number> => {
  let sum = 0;
  for (let index = 0; index < offsets.length; index++) sum += (strictFile.read(offsets[index] as number, readBytes) as Buffer)[0] as number;
  return sum;
};
await compare('hit with a look at every read against FileHandle.read', strictHits, asynchronous, { ours: 4, peer: 1 });

const small = join(folder, 'template');
writeFileSync(small, Buffer.alloc(16_384, 'template '));
using kept = cachedFile(small);
const fromFile = async (): Promise<number> => readMany(() => readFileSync(small));
const fromMemory = async (): Promise<number> => readMany(() => kept.readSync());
if ((await fromFile()) !== (await fromMemory())) throw new Error('expected equal contents');
await compare('cachedFile, 16 KiB, against readFileSync', fromMemory, fromFile, { ours: 20, peer: 1 });
closeSync(descriptor);
rmSync(folder, { recursive: true });

function readMany(read: () => Buffer): number {
  let sum = 0;
  for (let index = 0; index < reads; index++) sum += read().length;
  return sum;
}

async function compare(
  what: string,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
  { ours: oursTimes, peer: peerTimes }: typeof scale,
  bar?: number,
): Promise<void> {
  const { wall, cpu } = await compareClocks(
    { ours: repeated(ours, oursTimes), peer: repeated(peer, peerTimes) },
    { rounds: 31, warmups: 4, checksResults: false },
  );
  const factor = oursTimes / peerTimes;
  for (const [kind, ratio] of [
    ['wall', wall],
    ['CPU', cpu],
  ] as const) {
    const scaled = { ...ratio, ratio: ratio.ratio * factor, low: ratio.low * factor, high: ratio.high * factor };
    const each = `${(ratio.oursNs / oursTimes / reads).toFixed(0)} ns against ${(ratio.peerNs / peerTimes / reads).toFixed(0)} ns`;
    console.log(
      `${line(`${what}, ${kind}`, { ...scaled, oursNs: ratio.oursNs / oursTimes, peerNs: ratio.peerNs / peerTimes }, bar)}  each ${each}`,
    );
  }
}
