import { resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { currentRecorder } from '@nsi/core';
import { createCache, createDisabledCache, type Cache, type CacheStats } from '@nsi/memory';
import { TimedTurns } from '../cached-file/check-turns.ts';
import { ioError } from '../errors.ts';
import { createHandlePool } from '../handle-pool/create-handle-pool.ts';
import { ioMetrics } from '../metrics.ts';
import { BlockFile } from './block-file.ts';
import { parseBlockCacheOptions, type BlockCacheOptions } from './block-cache-options.ts';
import { BlockSource, type BlockStore } from './block-source.ts';

/** What a block cache did since it was made, and what it holds now. Hits and misses count blocks. */
export interface BlockCacheStats extends CacheStats {
  readonly blockBytes: number;
  /** Files whose blocks are known. */
  readonly files: number;
  /** Times that a file was found changed and its blocks forgotten. */
  readonly changes: number;
}

/**
 * Blocks of files, kept in memory within one bound. A block is served without a look at its file for at most `checkMs`; a file whose size,
 * times or inode have changed loses its blocks. Disposing it closes the files it opened.
 */
export interface BlockCache extends AsyncDisposable {
  /** The file at `path`. Rejects with the system's error, and with `NSI_IO_BLOCK_CACHE_FILE` for what is no regular file. */
  open(path: string): Promise<BlockFile>;
  /** Forgets every block. */
  clear(): void;
  /** Holds the cache to `ratio` (0 to 1) of its bound until `restore`. For memory pressure. */
  shrink(ratio: number): void;
  restore(): void;
  stats(): BlockCacheStats;
}

/** Files whose blocks are still found after they were closed. */
const mostFiles = 65_536;

/**
 * A cache of file blocks. Throws `NSI_IO_BLOCK_CACHE_OPTION` for an option it cannot use.
 * @example
 * ```ts run
 * import { createBlockCache } from '@nsi/io';
 *
 * await using cache = createBlockCache({ maxBytes: '16MiB' });
 * using file = await cache.open('package.json');
 * const first = await file.read(0, 10); // read from the file
 * const again = file.read(2, 8); // a hit: the bytes themselves, no promise
 * if (!(again instanceof Uint8Array) || again[0] !== first[2]) throw new Error('expected the same bytes at once');
 * ```
 */
export function createBlockCache({ handles: given, recorder: givenRecorder, ...options }: BlockCacheOptions = {}): BlockCache {
  const { maxBytes, blockBytes, policy, ahead, checkMs, name, clock } = parseBlockCacheOptions(options);
  const owned = new AsyncDisposableStack();
  const recorder = givenRecorder ?? currentRecorder();
  const handles = given ?? owned.use(createHandlePool({ checkMs, clock }));
  const turns = owned.use(new TimedTurns(checkMs, clock));
  const cacheOptions = { name, policy, recorder, maxBytes: Math.max(1, maxBytes), weigh: ({ length }: Buffer) => Math.max(1, length) };
  const cache: Cache<number, Buffer> = owned.use(maxBytes === 0 ? createDisabledCache(cacheOptions) : createCache(cacheOptions));
  let nextKey = 0;
  let changes = 0;
  const store: BlockStore = {
    blockBytes,
    cache,
    turns,
    handles,
    takeKeys(count) {
      const first = nextKey;
      nextKey += count;
      return first;
    },
    countChange() {
      changes += 1;
      recorder.count(ioMetrics.blockCacheChanges);
    },
  };
  const sources = owned.use(createCache<string, BlockSource>({ name: `${name}-files`, max: mostFiles, recorder }));

  return {
    async open(path) {
      const absolute = resolve(path);
      const stats = await stat(absolute);
      if (!stats.isFile()) throw ioError('NSI_IO_BLOCK_CACHE_FILE', `expected a regular file at ${absolute}, got something else`);
      const known = sources.get(absolute);
      const source = known ?? new BlockSource(absolute, store);
      if (known === undefined) sources.set(absolute, source);
      return new BlockFile(source, store, ahead);
    },
    clear() {
      for (const path of sources.keys()) sources.peek(path)?.forget();
      cache.clear();
    },
    shrink: (ratio) => cache.shrink(ratio),
    restore: () => cache.restore(),
    stats: () => ({ ...cache.stats(), blockBytes, files: sources.size, changes }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
