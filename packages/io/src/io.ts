import type { SetupContext } from '@nsi/core';
import { createBufferPool, createPlainBufferPool, type BufferPool } from '@nsi/memory';
import type { IoOptions } from './options.ts';
import { filePermits } from './permits/file-permits.ts';

/** The room's handle: its calls with the defaults of the configuration. Disposing it disposes what it made. */
export interface Io extends AsyncDisposable {
  /** The section in force. */
  readonly options: IoOptions;
  /** Slabs of readers and writers, used again instead of allocated again. */
  readonly buffers: BufferPool;
}

const slabsKeptBytes = 64 * 2 ** 20;

/** The optimized room. */
export function createIo(options: IoOptions, { recorder, limits }: SetupContext): Io {
  const owned = new AsyncDisposableStack();
  if (Number.isFinite(limits.maxOpenFiles)) filePermits().resize(limits.maxOpenFiles);
  const buffers = owned.use(createBufferPool({ name: 'io', maxBytes: Math.min(slabsKeptBytes, limits.maxMemoryBytes), recorder }));
  return {
    options,
    buffers,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The plain twin: the same interface over what Node.js gives. */
export function createPlainIo(options: IoOptions, _context: SetupContext): Io {
  const owned = new AsyncDisposableStack();
  return {
    options,
    buffers: owned.use(createPlainBufferPool()),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
