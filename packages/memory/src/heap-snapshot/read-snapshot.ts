import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { compareSnapshots, takeCensus, type CompareSnapshotsOptions, type SnapshotGrowth } from './compare-snapshots.ts';
import { parseSnapshot, type SnapshotGraph } from './snapshot-graph.ts';

/** How a snapshot is read. */
export interface ReadSnapshotOptions {
  readonly signal?: AbortSignal;
  /** Called with the bytes read so far and the bytes there are. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
}

/** Reads a `.heapsnapshot` file of any size in pieces. Throws `NSI_MEMORY_SNAPSHOT_FORMAT` for anything that is none. */
export async function readSnapshot(file: string, { signal, onProgress }: ReadSnapshotOptions = {}): Promise<SnapshotGraph> {
  const { size: totalBytes } = await stat(file);
  return parseSnapshot(createReadStream(file, { highWaterMark: 2 ** 20, signal }), {
    totalBytes,
    ...(signal ? { signal } : {}),
    onProgress: (readBytes) => onProgress?.(readBytes, totalBytes),
  });
}

/**
 * What grew between two heap snapshots of one process, by constructor and by what keeps it alive.
 * @example
 * const { classes } = await compareHeapSnapshots('before.heapsnapshot', 'after.heapsnapshot');
 */
export async function compareHeapSnapshots(
  before: string,
  after: string,
  { top, ...options }: ReadSnapshotOptions & CompareSnapshotsOptions = {},
): Promise<SnapshotGrowth> {
  // The first graph is let go before the second is read: only its census is kept.
  const census = takeCensus(await readSnapshot(before, options));
  return compareSnapshots(census, await readSnapshot(after, options), top === undefined ? {} : { top });
}
