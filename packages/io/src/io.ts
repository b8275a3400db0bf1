import type { Recorder, SetupContext } from '@nsi/core';
import { createBufferPool, createPlainBufferPool, type BufferPool } from '@nsi/memory';
import { ioMetrics } from './metrics.ts';
import type { BlockCacheOptions } from './block-cache/block-cache-options.ts';
import { createBlockCache, type BlockCache } from './block-cache/create-block-cache.ts';
import type { IoOptions } from './options.ts';
import { filePermits } from './permits/file-permits.ts';
import { readMany } from './read/read-many.ts';
import { statMany } from './read/stat-many.ts';
import { writeMany } from './read/write-many.ts';
import type { ByteSource } from './stream/chunk-source.ts';
import { openReader } from './stream/file-reader.ts';
import type { LineOptions } from './stream/line-options.ts';
import { lines, type Lines } from './stream/lines.ts';
import { ndjson, type Ndjson, type NdjsonOptions } from './stream/ndjson.ts';
import { walk } from './walk/walk.ts';
import type { BufferedWriterOptions } from './write/buffered-writer-options.ts';
import { createBufferedWriter, type BufferedWriter } from './write/buffered-writer.ts';

/**
 * The room's handle: its calls with the defaults of the configuration. Disposing it disposes its buffers and the block caches it made; readers
 * and writers are their caller's.
 */
export interface Io extends AsyncDisposable {
  /** The section in force. */
  readonly options: IoOptions;
  /** Slabs of readers and writers, used again instead of allocated again. */
  readonly buffers: BufferPool;
  readonly readMany: typeof readMany;
  readonly writeMany: typeof writeMany;
  readonly statMany: typeof statMany;
  readonly walk: typeof walk;
  readonly openReader: typeof openReader;
  lines(source: ByteSource, options?: LineOptions): Lines;
  ndjson<Value = unknown>(source: ByteSource, options?: NdjsonOptions<Value>): Ndjson<Value>;
  createBufferedWriter(path: string | number, options?: BufferedWriterOptions): Promise<BufferedWriter>;
  createBlockCache(options?: BlockCacheOptions): BlockCache;
}

const slabsKeptBytes = 64 * 2 ** 20;

/** The optimized room. */
export function createIo(options: IoOptions, { recorder, limits }: SetupContext): Io {
  const owned = new AsyncDisposableStack();
  if (Number.isFinite(limits.maxOpenFiles)) filePermits().resize(limits.maxOpenFiles);
  const buffers = owned.use(createBufferPool({ name: 'io', maxBytes: Math.min(slabsKeptBytes, limits.maxMemoryBytes), recorder }));
  const cacheBytes = Math.min(options.cache.maxBytes, limits.maxMemoryBytes);
  return {
    options,
    buffers,
    ...createCalls({ ...options, cache: { ...options.cache, maxBytes: cacheBytes }, buffers, recorder, owned }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What the plain twin does: a few files at a time, no block ahead, small writes, nothing cached. */
const plainSections: IoOptions = Object.freeze<IoOptions>({
  read: { mode: 'async', concurrency: 4, blockBytes: 65_536, ahead: 1 },
  write: { slabBytes: 16_384, maxBufferedBytes: 65_536 },
  cache: { maxBytes: 0, blockBytes: 65_536 },
});

/** The plain twin: the same interface, and as little as Node.js itself would do. */
export function createPlainIo(options: IoOptions, { recorder }: SetupContext): Io {
  const owned = new AsyncDisposableStack();
  const buffers = owned.use(createPlainBufferPool());
  return {
    options,
    buffers,
    ...createCalls({ ...plainSections, buffers, recorder, owned }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

interface CallSetup extends IoOptions {
  readonly buffers: BufferPool;
  readonly recorder: Recorder;
  readonly owned: AsyncDisposableStack;
}

/** The calls with defaults put before the options of each call, counted. */
function createCalls({ read, write, cache, buffers, recorder, owned }: CallSetup): Omit<Io, 'options' | 'buffers' | keyof AsyncDisposable> {
  const { mode, concurrency, blockBytes, ahead } = read;
  const readerDefaults = { blockBytes, ahead, buffers };
  return {
    async readMany(paths, more = {}) {
      const files = await readMany(paths, { mode, concurrency, ...more });
      const usedMode = more.mode ?? mode;
      recorder.count(ioMetrics.readFiles, files.length - files.failed, { mode: usedMode, outcome: 'read' });
      recorder.count(ioMetrics.readFiles, files.failed, { mode: usedMode, outcome: 'failed' });
      recorder.count(ioMetrics.readBytes, files.byteLength, { call: 'readMany' });
      publishPermits(recorder);
      return files;
    },
    writeMany: (files, more) => writeMany(files, { concurrency, ...more }),
    statMany: (paths, more) => statMany(paths, { mode, concurrency, ...more }),
    walk: (root, more) => walk(root, { mode, concurrency, ...more }),
    async openReader(path, more) {
      const reader = await openReader(path, { ...readerDefaults, ...more });
      recorder.count(ioMetrics.readBytes, reader.size, { call: 'openReader' });
      publishPermits(recorder);
      return reader;
    },
    lines: (source, more) => lines(source, { ...readerDefaults, ...more }),
    ndjson: (source, more) => ndjson(source, { ...readerDefaults, ...more }),
    createBufferedWriter: (path, more = {}) => createBufferedWriter(path, { ...(more.slabBytes === undefined ? write : {}), ...more }),
    createBlockCache: (more) => owned.use(createBlockCache({ ...cache, recorder, ...more })),
  };
}

function publishPermits(recorder: Recorder): void {
  const { taken, waiting } = filePermits();
  recorder.gauge(ioMetrics.permitsTaken, taken);
  recorder.gauge(ioMetrics.permitsWaiting, waiting);
}
