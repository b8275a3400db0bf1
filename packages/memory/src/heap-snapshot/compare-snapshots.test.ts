import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SnapshotGrowth } from './compare-snapshots.ts';
import { compareHeapSnapshots } from './read-snapshot.ts';

const count = 3000;
const program = `
  const { writeHeapSnapshot } = require('node:v8');
  class Session { constructor(id) { this.user = { id, name: 'user ' + id }; this.history = new Array(40).fill(id); } }
  class Store { entries = new Map(); }
  const store = new Store();
  globalThis.handler = () => store;
  for (let id = 0; id < 10; id++) store.entries.set(id, new Session(id));
  writeHeapSnapshot(process.argv[2]);
  for (let id = 10; id < ${count}; id++) store.entries.set(id, new Session(id));
  writeHeapSnapshot(process.argv[3]);
`;

let folder: string;
let growth: SnapshotGrowth;
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nsi-snapshots-'));
  writeFileSync(file('leak.cjs'), program);
  execFileSync(process.execPath, [file('leak.cjs'), file('a.heapsnapshot'), file('b.heapsnapshot')], { env: {} });
  growth = await compareHeapSnapshots(file('a.heapsnapshot'), file('b.heapsnapshot'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('names the object in which a leak piles up, how it is held, and what is in it', () => {
  const [holder] = growth.holders;

  expect(growth.isSameProcess).toBe(true);
  expect(holder).toMatchObject({ name: 'Map', newCount: expect.any(Number) as number });
  expect(holder?.path.slice(0, 2)).toEqual(['.entries of Store', 'variable store of system / Context']);
  expect(holder?.newCount).toBeGreaterThan(count * 3);
  expect(holder?.mostly.map(({ name }) => name)).toContain('Session');
});

test('counts what a constructor gained, with what it keeps alive and by whom it is kept', () => {
  const session = growth.classes.find(({ name }) => name === 'Session');

  expect(session).toMatchObject({ beforeCount: 10, afterCount: count, newCount: count - 10 });
  // 40 elements of 8 bytes each alone.
  expect(session?.newRetainedBytes).toBeGreaterThan((count - 10) * 320);
  expect(session?.newRetainedBytes).toBeLessThan(growth.afterBytes - growth.beforeBytes + 50_000);
  expect(session?.retainers[0]?.path.slice(0, 3)).toEqual(['[] of (array)', 'table of Map', '.entries of Store']);
  expect(session?.retainers[0]?.share).toBeGreaterThan(0.99);
});

test('finds no growth between a snapshot and itself', async () => {
  const same = await compareHeapSnapshots(file('a.heapsnapshot'), file('a.heapsnapshot'));

  expect(same).toMatchObject({ isSameProcess: true, holders: [], classes: [] });
});

test('compares by counts alone when the snapshots come from different processes', async () => {
  const program = `require('node:v8').writeHeapSnapshot(process.argv[1])`;
  // Ids count up from the start of a process: one that has made many objects first has none in common with the other.
  const elder = `globalThis.kept = []; for (let i = 0; i < 40; i++) { require('node:v8').getHeapSnapshot().destroy(); kept.push(new Array(2000).fill().map(() => ({}))); kept.shift(); } ${program}`;
  execFileSync(process.execPath, ['-e', elder, file('c.heapsnapshot')], { env: {} });

  const other = await compareHeapSnapshots(file('c.heapsnapshot'), file('b.heapsnapshot'));

  expect(other.classes.find(({ name }) => name === 'Session')).toMatchObject({ beforeCount: 0, afterCount: count });
});

test('reports as many as asked for', async () => {
  const few = await compareHeapSnapshots(file('a.heapsnapshot'), file('b.heapsnapshot'), { top: 2 });

  expect(few.classes).toHaveLength(2);
  expect(few.holders.length).toBeLessThanOrEqual(2);
});

test('says how far it has read, and stops when told to', async () => {
  const shares: number[] = [];
  await compareHeapSnapshots(file('a.heapsnapshot'), file('a.heapsnapshot'), { onProgress: (read, total) => shares.push(read / total) });

  expect(shares.at(-1)).toBe(1);
  await expect(compareHeapSnapshots(file('a.heapsnapshot'), file('b.heapsnapshot'), { signal: AbortSignal.abort() })).rejects.toThrow(
    'aborted',
  );
});
