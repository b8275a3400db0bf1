import { resolve } from 'node:path';
import { benchError } from '../errors.ts';
import { type HistoryEntry, parseHistoryEntry } from './history-entry.ts';
import type { HistoryStore } from './history-store.ts';

/** The part of knex that is called here. */
export interface KnexLike {
  (table: string): KnexQuery;
  readonly schema: {
    hasTable(name: string): Promise<boolean>;
    createTable(name: string, define: (table: KnexTable) => void): PromiseLike<unknown>;
  };
  destroy(): Promise<void>;
}

interface KnexQuery {
  insert(row: Row): { onConflict(columns: readonly string[]): { ignore(): PromiseLike<unknown> } };
  select(...columns: readonly string[]): { orderBy(columns: readonly string[]): PromiseLike<readonly Row[]> };
}

interface KnexTable {
  string(name: string, length: number): { notNullable(): unknown };
  text(name: string): { notNullable(): unknown };
  primary(columns: readonly string[]): unknown;
}

interface Row {
  readonly created_at: string;
  readonly commit_id: string;
  readonly entry: string;
}

const tableName = 'nsi_bench_history';

/** A history that several machines share, in one table of a database that knex reaches. Disposing it closes the connections. */
export async function createKnexStore(knex: KnexLike): Promise<HistoryStore> {
  await ensureTable(knex);
  return {
    async add(entry) {
      const row: Row = { created_at: entry.createdAt, commit_id: entry.commit, entry: JSON.stringify(entry) };
      await knex(tableName).insert(row).onConflict(['created_at', 'commit_id']).ignore();
    },
    async list() {
      const rows = await knex(tableName).select('created_at', 'commit_id', 'entry').orderBy(['created_at', 'commit_id']);
      return rows.map(({ entry, created_at: createdAt }) => readEntry(entry, createdAt));
    },
    [Symbol.asyncDispose]: () => knex.destroy(),
  };
}

/** Opens `postgres://…` or `sqlite:file`. Rejects with `NSI_BENCH_HISTORY`, which names the install line, when knex or the driver is missing. */
export async function openKnexStore(place: string, cwd: string): Promise<HistoryStore> {
  const { client, driver, connection } = connectionOf(place, cwd);
  let knex: KnexLike;
  try {
    const { default: createKnex } = (await import('knex')) as { readonly default: (options: object) => KnexLike };
    knex = createKnex({ client, connection, useNullAsDefault: true, log: silent });
  } catch (cause) {
    throw benchError(
      'NSI_BENCH_HISTORY',
      `expected the packages \`knex\` and \`${driver}\` for ${client}, got ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`,
      {
        cause,
        hint: `Run \`npm install knex ${driver}\`.`,
      },
    );
  }
  try {
    return await createKnexStore(knex);
  } catch (cause) {
    await knex.destroy();
    throw benchError(
      'NSI_BENCH_HISTORY',
      `expected to open the history in ${client}, got ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** knex prints beside the errors it throws; a library does not print. */
const silent = Object.freeze(Object.fromEntries(['warn', 'error', 'debug', 'deprecate'].map((name) => [name, () => undefined])));

function connectionOf(place: string, cwd: string): { readonly client: string; readonly driver: string; readonly connection: unknown } {
  if (!place.startsWith('sqlite:')) return { client: 'pg', driver: 'pg', connection: place };
  return {
    client: 'better-sqlite3',
    driver: 'better-sqlite3',
    connection: { filename: resolve(cwd, place.slice('sqlite:'.length).replace(/^\/\//, '')) },
  };
}

/** `knex.schema` is another builder at every access; one that is kept would run its statements again. */
async function ensureTable(knex: KnexLike): Promise<void> {
  if (await knex.schema.hasTable(tableName)) return;
  try {
    await knex.schema.createTable(tableName, (table) => {
      table.string('created_at', 40).notNullable();
      table.string('commit_id', 200).notNullable();
      table.text('entry').notNullable();
      table.primary(['created_at', 'commit_id']);
    });
  } catch (error) {
    // Another writer may have made it in between.
    if (!(await knex.schema.hasTable(tableName))) throw error;
  }
}

function readEntry(text: string, createdAt: string): HistoryEntry {
  const origin = `${tableName} at ${createdAt}`;
  try {
    return parseHistoryEntry(JSON.parse(text), origin);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw benchError('NSI_BENCH_HISTORY', `expected ${origin} to hold JSON, got another text`, { cause });
  }
}
