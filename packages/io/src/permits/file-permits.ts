import { describe } from '@nsi/core';
import { ioError } from '../errors.ts';
import { openFileLimit } from './open-file-limit.ts';

/** The right to have one file open. Release it after the file is closed; a second release does nothing. */
export interface FilePermit extends Disposable {
  release(): void;
}

/** Bounds how many files all of this thread's rooms and callers have open together, so that nobody runs into `EMFILE`. First come, first served. */
export interface FilePermits {
  /** Files that may be open at a time. */
  readonly max: number;
  /** Permits that are held. */
  readonly taken: number;
  /** Callers that wait. */
  readonly waiting: number;
  /** A permit, at once or when one is given back. Rejects with the reason of `signal` when it aborts first. */
  acquire(options?: { readonly signal?: AbortSignal | undefined }): Promise<FilePermit>;
  /** A permit if one is free and nobody waits. */
  tryAcquire(): FilePermit | undefined;
  /** Runs `work` while holding a permit. */
  run<Value>(work: () => Promise<Value>, options?: { readonly signal?: AbortSignal | undefined }): Promise<Value>;
  /** Resolves when a permit is given back, when `signal` aborts, or at the latest after `waitMs`. */
  afterRelease(waitMs: number, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Sets the bound. Permits that are out stay valid. Throws `NSI_IO_PERMIT_OPTION` for anything but a whole number from 1. */
  resize(max: number): void;
}

const slot = Symbol.for('nsi.io.permits');
const mostPermits = 65_536;

/**
 * The permits of this thread, shared by every installation of this package. Half of the descriptors that are free when it is first asked
 * for: the other half is left to sockets, libraries and other threads. Whoever holds permits while waiting for more can wait for itself:
 * the bound must be above what is held at the same time.
 */
export function filePermits(): FilePermits {
  return ((globalThis as { [slot]?: FilePermits })[slot] ??= createFilePermits(defaultBound()));
}

function defaultBound(): number {
  const { limit, open } = openFileLimit();
  return Math.max(1, Math.min(mostPermits, Math.floor((limit - open) / 2)));
}

interface Waiter {
  readonly take: (permit: FilePermit) => void;
  next: Waiter | undefined;
  /** Served or given up. */
  isGone: boolean;
}

/** Permits with a bound of their own. */
export function createFilePermits(bound: number): FilePermits {
  let max = checkedBound(bound);
  let taken = 0;
  let waiting = 0;
  let first: Waiter | undefined;
  let last: Waiter | undefined;
  let releaseWatchers: (() => void)[] = [];

  function makePermit(): FilePermit {
    taken += 1;
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      taken -= 1;
      serve();
      const watchers = releaseWatchers;
      if (watchers.length === 0) return;
      releaseWatchers = [];
      for (const watcher of watchers) watcher();
    };
    return { release, [Symbol.dispose]: release };
  }

  function serve(): void {
    while (first && taken < max) {
      const waiter = first;
      first = waiter.next;
      if (!first) last = undefined;
      if (waiter.isGone) continue;
      waiter.isGone = true;
      waiting -= 1;
      waiter.take(makePermit());
    }
  }

  function tryAcquire(): FilePermit | undefined {
    return taken < max && waiting === 0 ? makePermit() : undefined;
  }

  async function acquire({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<FilePermit> {
    signal?.throwIfAborted();
    const permit = tryAcquire();
    if (permit) return permit;
    const { promise, resolve, reject } = Promise.withResolvers<FilePermit>();
    const waiter: Waiter = { take: resolve, next: undefined, isGone: false };
    if (last) last.next = waiter;
    else first = waiter;
    last = waiter;
    waiting += 1;
    const abort = (): void => {
      if (waiter.isGone) return;
      waiter.isGone = true;
      waiting -= 1;
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  return {
    get max() {
      return max;
    },
    get taken() {
      return taken;
    },
    get waiting() {
      return waiting;
    },
    acquire,
    tryAcquire,
    async run(work, options) {
      const permit = await acquire(options);
      try {
        return await work();
      } finally {
        permit.release();
      }
    },
    async afterRelease(waitMs, { signal } = {}) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, waitMs);
      const onAbort = (): void => resolve();
      signal?.addEventListener('abort', onAbort, { once: true });
      releaseWatchers.push(resolve);
      await promise;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      releaseWatchers = releaseWatchers.filter((watcher) => watcher !== resolve);
    },
    resize(wanted) {
      max = checkedBound(wanted);
      serve();
    },
  };
}

function checkedBound(max: number): number {
  if (Number.isSafeInteger(max) && max >= 1) return max;
  throw ioError('NSI_IO_PERMIT_OPTION', `expected the bound of open files to be a whole number from 1, got ${describe(max)}`);
}
