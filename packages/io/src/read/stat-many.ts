import { lstat, stat } from 'node:fs';
import { check } from '@nsi/core';
import { reportFailures } from './failure-error.ts';
import { failureOf, isOutOfFilesCode, type FileFailure } from './file-failure.ts';
import { chooseMode } from './choose-mode.ts';
import { packPaths, type SystemPath } from './packed-paths.ts';
import { systemPaths, type PathInput } from './path-list.ts';
import { statManyDefaults, statManySchema, type StatManyOptions, type StatManySettings } from './read-many-options.ts';
import { runBounded } from './run-bounded.ts';
import { setStats, statFields, statSyncMany } from './stat-columns.ts';
import { createStatSet, type StatSet } from './stat-set.ts';
import { askFileWorker } from './worker-thread.ts';
import type { StatReply } from './worker-call.ts';

/**
 * Looks at many paths and gives their figures in columns, one number each, with no object a file. With more than a few, a worker makes the
 * calls. Rejects with `NSI_IO_READ_FAILED` when a path fails and there is no `onError`, with `NSI_IO_READ_OPTION` for options it cannot use.
 * @example
 * const { size, mtimeMs } = await statMany(paths);
 * const bytes = size.reduce((sum, each) => sum + each, 0);
 */
export async function statMany(paths: Iterable<PathInput>, options: StatManyOptions = {}): Promise<StatSet> {
  const settings = check(statManySchema, { ...statManyDefaults, ...options }, { code: 'NSI_IO_READ_OPTION' });
  const list = systemPaths(paths, 'NSI_IO_READ_OPTION');
  const { signal, followLinks, onError } = settings;
  signal?.throwIfAborted();
  const mode = chooseMode(settings.mode, list.length);
  const { columns, failures } = await (mode === 'worker'
    ? askFileWorker({ kind: 'stat', paths: packPaths(list), followLinks }, signal)
    : mode === 'sync'
      ? statSyncMany(list, followLinks, () => false)
      : statAsync(list, settings));
  reportFailures(failures, list, 'look at', onError);
  return createStatSet(list, columns, failures);
}

async function statAsync(paths: readonly SystemPath[], settings: StatManySettings): Promise<StatReply> {
  const columns = new Float64Array(paths.length * statFields.length).fill(Number.NaN);
  const failures: FileFailure[] = [];
  const call = settings.followLinks ? stat : lstat;
  const lookAt = async (index: number): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    call(paths[index] as SystemPath, (error, stats) => {
      if (error && isOutOfFilesCode(String(error.code))) {
        reject(error);
        return;
      }
      if (error) failures.push(failureOf(index, error));
      else setStats(columns, paths.length, index, stats);
      resolve();
    });
    await promise;
  };
  await runBounded(paths.length, lookAt, settings);
  return { columns, failures };
}
