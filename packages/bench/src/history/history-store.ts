import { resolve } from 'node:path';
import { createFolderStore } from './folder-store.ts';
import type { HistoryEntry } from './history-entry.ts';

/** Where a history is kept. */
export interface HistoryStore extends AsyncDisposable {
  /** Adds an entry; the same commit and time twice is kept once. */
  add(entry: HistoryEntry): Promise<void>;
  /** All entries, the oldest first. */
  list(): Promise<readonly HistoryEntry[]>;
}

/** The store at a place: a folder, or a database URL (`postgres://…`, `sqlite:file`), for which knex is loaded. */
export async function openHistoryStore(place: string, cwd: string): Promise<HistoryStore> {
  if (!/^(?:postgres(?:ql)?|sqlite):/.test(place)) return createFolderStore(resolve(cwd, place));
  const { openKnexStore } = await import('./knex-store.ts');
  return openKnexStore(place, cwd);
}
