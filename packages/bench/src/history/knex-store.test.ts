import { isNsiError } from '@nsi/core';
import { describeLive, findPostgres, type PostgresServer, startPostgres } from '@nsi/services';
import knex from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryEntry } from './history-entry.ts';
import { openHistoryStore } from './history-store.ts';

function entry(day: number): HistoryEntry {
  return {
    kind: 'nsi.bench.history',
    schemaVersion: 1,
    createdAt: new Date(Date.UTC(2026, 0, day)).toISOString(),
    commit: `commit${day}`,
    machine: 'one',
    figures: [{ caseId: 'sum', variant: 'loop', timeNs: 100 }],
  };
}

describeLive(findPostgres(), { describe, test }, 'a history in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server[Symbol.asyncDispose]());

  test('is shared by writers that open it at the same time, and keeps an entry once', async () => {
    const [first, second] = await Promise.all([openHistoryStore(server.url, '.'), openHistoryStore(server.url, '.')]);
    await using _ = first;
    await using __ = second;

    await Promise.all([3, 1].map((day) => first.add(entry(day))));
    await Promise.all([2, 3].map((day) => second.add(entry(day))));

    expect(await first.list()).toEqual([entry(1), entry(2), entry(3)]);
  });

  test('names the row that holds something else', async () => {
    const database = knex({ client: 'pg', connection: server.url });
    await using store = await openHistoryStore(server.url, '.');
    await database('nsi_bench_history').insert({ created_at: '2025-01-01', commit_id: 'x', entry: '{"kind":' });
    await database.destroy();

    const error: unknown = await store.list().catch((cause: unknown) => cause);

    expect(isNsiError(error, 'NSI_BENCH_HISTORY')).toBe(true);
    expect((error as Error).message).toContain('nsi_bench_history at 2025-01-01');
  });
});

test('a server that does not answer is an error with its words', async () => {
  const error: unknown = await openHistoryStore('postgres://postgres@127.0.0.1:1/none', '.').catch((cause: unknown) => cause);

  expect(isNsiError(error, 'NSI_BENCH_HISTORY')).toBe(true);
  expect((error as Error).message).toContain('ECONNREFUSED');
});
