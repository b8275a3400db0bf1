import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNsiError } from '@nsi/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exampleCase, reportOfCases } from '../../test/arbitrary-report.ts';
import { createRandom, normal } from '../stats/random.ts';
import { createFolderStore } from './folder-store.ts';
import { type HistoryEntry, historyEntryOf } from './history-entry.ts';
import { openHistoryStore } from './history-store.ts';
import { changesOf, seriesOf } from './series.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nsi-bench-history-'));
});
afterEach(() => rm(folder, { recursive: true }));

function entry(day: number, timeNs = 100, machine = 'one'): HistoryEntry {
  return {
    kind: 'nsi.bench.history',
    schemaVersion: 1,
    createdAt: new Date(Date.UTC(2026, 0, day)).toISOString(),
    commit: `commit${day}`,
    machine,
    figures: [{ caseId: 'sum', variant: 'loop', timeNs }],
  };
}

test('keeps a figure for each variant that was measured', () => {
  const report = reportOfCases([exampleCase(), exampleCase({ id: 'broken', status: 'failed' })]);

  expect(historyEntryOf(report, 'abc')).toMatchObject({
    commit: 'abc',
    machine: 'Example CPU, 2 cores, Node 24',
    figures: [{ caseId: 'json/records=10', variant: 'JSON', allocatedBytes: 512 }, { variant: 'fast' }],
  });
});

test('gives entries back in the order of their time, the same one once', async () => {
  await using store = createFolderStore(folder);

  for (const day of [3, 1, 2, 3]) await store.add(entry(day));

  expect(await store.list()).toEqual([entry(1), entry(2), entry(3)]);
  expect(await readdir(folder)).toHaveLength(3);
});

test('a folder that is not there is an empty history', async () => {
  await using store = createFolderStore(join(folder, 'none'));

  expect(await store.list()).toEqual([]);
});

test.each([
  '{"kind":',
  '{"kind":"nsi.bench.history","schemaVersion":2}',
  '[]',
  '{"kind":"nsi.bench.history","schemaVersion":1,"createdAt":"2026-01-01T00:00:00Z","commit":"a","machine":"b","figures":[{"caseId":"x","variant":"y","timeNs":null}]}',
])('refuses the file %s with its name', async (text) => {
  await using store = createFolderStore(folder);
  await writeFile(join(folder, 'bad.json'), text);

  const error: unknown = await store.list().catch((cause: unknown) => cause);

  expect(isNsiError(error, 'NSI_BENCH_HISTORY')).toBe(true);
  expect((error as Error).message).toContain('bad.json');
});

test('a database whose driver is missing is an error with the install line', async () => {
  const error: unknown = await openHistoryStore('sqlite:none.sqlite', folder).catch((cause: unknown) => cause);

  expect(isNsiError(error, 'NSI_BENCH_HISTORY')).toBe(true);
});

test('names the commit with which a benchmark became slower', () => {
  const random = createRandom(7);
  const entries = Array.from({ length: 40 }, (_, day) => entry(day + 1, (day < 25 ? 100 : 110) * Math.exp(0.005 * normal(random))));

  const changes = seriesOf(entries).flatMap((series) => changesOf(series));

  expect(changes).toMatchObject([{ name: 'sum › loop', commit: 'commit26', previousCommit: 'commit25', isLatest: true }]);
  expect(changes[0]?.ratio).toBeCloseTo(1.1, 1);
});

test('one bad night is no change, and another machine is another series', () => {
  const entries = Array.from({ length: 30 }, (_, day) => entry(day + 1, day === 15 ? 900 : 100 + (day % 3), day % 2 === 0 ? 'one' : 'two'));

  expect(seriesOf(entries)).toHaveLength(2);
  expect(seriesOf(entries).flatMap((series) => changesOf(series))).toEqual([]);
});
