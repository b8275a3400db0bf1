/**
 * Durable records of 64 writers: one sync a group, against one sync a record, both one after another and as many at a time as Node.js does.
 * The peers write the bare record without a checksum. `node --conditions=@nsi/source bench/append-log.bench.ts [folder]`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareClocks, line, machine } from '@nsi/workbench/bench';
import { createAppendLog } from '../src/append-log/append-log.ts';
import { readAppendLog } from '../src/append-log/read-append-log.ts';

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'nsi-bench-'));
const perWriter = 16;
let files = 0;

console.log(machine());
try {
  for (const [writers, recordBytes] of [
    [64, 200],
    [64, 4096],
    [1, 200],
  ] as const) {
    console.log(`\n${writers} writers, ${perWriter} records of ${recordBytes} bytes each`);
    for (const isTogether of [true, false]) {
      await compare(writers, Buffer.alloc(recordBytes, 'r'), isTogether);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function compare(writers: number, record: Buffer, isTogether: boolean): Promise<void> {
  const [ours, peer] = ['log', 'file'].map((name) => join(folder, `${name}-${++files}`)) as [string, string];
  const log = await createAppendLog(ours);
  const file = await open(peer, 'a');
  let turn = Promise.resolve();
  const writeAndSync = async (): Promise<void> => {
    await file.write(record);
    await file.datasync();
  };
  const result = await compareClocks(
    {
      ours: () => byWriters(writers, () => log.append(record)),
      peer: () => byWriters(writers, () => (isTogether ? writeAndSync() : (turn = turn.then(writeAndSync)))),
    },
    { rounds: 15, warmups: 1, checksResults: false },
  );
  await log.close();
  await file.close();
  await checkEqual(ours, peer);
  const what = `write and fdatasync for each record, ${isTogether ? 'at the same time' : 'in turn'}`;
  console.log(line(`  ${what}, wall`, result.wall, writers === 1 ? undefined : 2.5));
  console.log(line(`  ${what}, CPU`, result.cpu));
}

async function byWriters(writers: number, append: () => Promise<unknown>): Promise<void> {
  const write = async (): Promise<void> => {
    for (let index = 0; index < perWriter; index++) await append();
  };
  await Promise.all(Array.from({ length: writers }, write));
}

async function checkEqual(ours: string, peer: string): Promise<void> {
  const records: Uint8Array[] = [];
  for await (const { bytes } of readAppendLog(ours)) records.push(bytes);
  if (!Buffer.concat(records).equals(readFileSync(peer))) throw new Error('the files hold something else');
}
