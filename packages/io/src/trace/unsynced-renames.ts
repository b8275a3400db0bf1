import type { FileStep } from './observation.ts';

/** Renames of one place in the program that put unsynced content in place. */
export interface UnsyncedRenames {
  readonly site: number;
  count: number;
  bytes: number;
  /** One of the targets. */
  readonly path: string;
}

/** Files that were renamed while something written to them was not synced, by the place that renamed them. */
export function unsyncedRenames(steps: readonly FileStep[]): readonly UnsyncedRenames[] {
  const unsyncedBytes = new Map<string, number>();
  const syncedOpens = new Set<string>();
  const found = new Map<number, UnsyncedRenames>();
  for (const { call, path, to, bytes, site, flags } of steps) {
    if (call === 'open') {
      if (flags?.isSynced === true) syncedOpens.add(path);
      else syncedOpens.delete(path);
    } else if (call === 'write' || call === 'truncate') {
      if (!syncedOpens.has(path)) unsyncedBytes.set(path, (unsyncedBytes.get(path) ?? 0) + bytes);
    } else if (call === 'fsync' || call === 'fdatasync' || call === 'unlink') unsyncedBytes.delete(path);
    else if (call === 'rename' && to !== undefined) {
      const unsynced = unsyncedBytes.get(path);
      unsyncedBytes.delete(path);
      if (unsynced === undefined) continue;
      const known = found.get(site);
      if (known) {
        known.count += 1;
        known.bytes += unsynced;
      } else found.set(site, { site, count: 1, bytes: unsynced, path: to });
    }
  }
  return [...found.values()];
}
