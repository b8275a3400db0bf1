import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutput } from '@nsi/core/cli';
import { benchError } from '../errors.ts';
import { type HistoryEntry, parseHistoryEntry } from './history-entry.ts';
import type { HistoryStore } from './history-store.ts';

const maxEntryBytes = 64 * 2 ** 20;

/** A folder with a file for each run: fit for a git branch or a CI cache, and two writers never meet in one file. */
export function createFolderStore(folder: string): HistoryStore {
  return {
    add: (entry) => writeOutput(join(folder, fileNameOf(entry)), `${JSON.stringify(entry)}\n`),
    async list() {
      const names = (await namesIn(folder)).filter((name) => name.endsWith('.json')).toSorted();
      const entries: HistoryEntry[] = [];
      for (const name of names) entries.push(await readEntry(join(folder, name)));
      return entries.toSorted((left, right) => left.createdAt.localeCompare(right.createdAt));
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** Sorts by time; holds nothing that a file system would mind. */
function fileNameOf({ createdAt, commit }: HistoryEntry): string {
  return `${createdAt.replaceAll(/[^0-9TZ]/g, '')}-${commit.replaceAll(/[^\w]/g, '').slice(0, 12) || 'unknown'}.json`;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw benchError('NSI_BENCH_HISTORY', `expected ${folder} to be a folder, got ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
}

async function readEntry(file: string): Promise<HistoryEntry> {
  const { size } = await stat(file);
  if (size > maxEntryBytes) throw benchError('NSI_BENCH_HISTORY', `expected ${file} to have at most ${maxEntryBytes} bytes, got ${size}`);
  return parseHistoryEntry(parsed(await readFile(file, 'utf8'), file), file);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw benchError('NSI_BENCH_HISTORY', `expected ${file} to hold JSON, got text that is cut off or of another kind`, { cause });
  }
}
