import { resolve } from 'node:path';
import { statsAt } from '../cached-file/file-stamp.ts';
import { ioError } from '../errors.ts';
import { openPermitted, type PermittedFile } from '../permits/open-permitted.ts';
import type { FileLease } from './file-lease.ts';
import { parseHandlePoolOptions, type HandlePoolOptions } from './handle-pool-options.ts';
import type { PooledFile } from './pooled-file.ts';

/** What a pool holds now, and what it did. */
export interface HandlePoolStats {
  readonly max: number;
  /** Files that are open or being opened. */
  readonly open: number;
  /** Open files that nobody uses. */
  readonly idle: number;
  /** Callers that wait until a file may be opened. */
  readonly waiting: number;
  /** Leases given, and how many of them found their file open. */
  readonly acquired: number;
  readonly reused: number;
}

/** Options of `HandlePool.acquire`. */
export interface AcquireFileOptions {
  /** As in `fs.open`. Files opened with different flags are different files of the pool. Default `r`. */
  readonly flags?: string;
  /** Ends the wait for a place in the pool. */
  readonly signal?: AbortSignal | undefined;
}

/** Open files that are used again instead of opened again. Disposing it closes every file, those in use when they are released. */
export interface HandlePool extends AsyncDisposable {
  /**
   * The file at `path`, open. Callers of one path share one descriptor and one call of `open`. When the path leads to another file than
   * before, the new one is opened. Waits while `max` files are in use. Rejects with the system's error when it cannot be opened.
   */
  acquire(path: string, options?: AcquireFileOptions): Promise<FileLease>;
  /** Lets go of a path: the next to ask opens it anew. Those who have it keep it until they release it. */
  forget(path: string): void;
  stats(): HandlePoolStats;
}

const reliefMs = 100;

/**
 * A pool of open files, bounded by a share of the open-file limit. Throws `NSI_IO_HANDLE_OPTION` for an option it cannot use.
 * @example
 * const files = createHandlePool();
 * using lease = await files.acquire('data.bin');
 * await lease.handle.read(buffer, 0, 4096, position);
 */
export function createHandlePool(options: HandlePoolOptions = {}): HandlePool {
  const { max, idleMs, checkMs, clock, permits } = parseHandlePoolOptions(options);
  /** By flags and path. Those idle for longest come first: whoever is released goes to the end. */
  const files = new Map<string, PooledFile>();
  const closing = new Set<Promise<void>>();
  let waiters: (() => void)[] = [];
  let open = 0;
  let idle = 0;
  let acquired = 0;
  let reused = 0;
  let isDisposed = false;
  let reliefTimer: Disposable | undefined;

  async function acquire(path: string, { flags = 'r', signal }: AcquireFileOptions = {}): Promise<FileLease> {
    signal?.throwIfAborted();
    const absolute = resolve(path);
    const key = `${flags}\0${absolute}`;
    for (;;) {
      if (isDisposed) throw ioError('NSI_IO_HANDLE_DISPOSED', `expected an open pool for ${absolute}, got one that was disposed`);
      const found = files.get(key);
      if (found && leadsTo(found)) return take(found, true, signal);
      if (open < max || closeOldestIdle()) return take(start(key, absolute, flags), false, signal);
      await room(signal);
    }
  }

  function start(key: string, path: string, flags: string): PooledFile {
    open += 1;
    const file: PooledFile = {
      key,
      path,
      opening: undefined as never,
      handle: undefined,
      users: 0,
      checkedMs: -Infinity,
      dev: 0,
      ino: 0,
      isKept: true,
      idleTimer: undefined,
    };
    file.opening = openFor(file, flags);
    files.set(key, file);
    return file;
  }

  async function openFor(file: PooledFile, flags: string): Promise<PermittedFile> {
    const opened = await openPermitted(file.path, { flags, permits });
    try {
      const { dev, ino } = await opened.handle.stat();
      [file.handle, file.dev, file.ino, file.checkedMs] = [opened.handle, dev, ino, clock.now()];
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  async function take(file: PooledFile, isReuse: boolean, signal: AbortSignal | undefined): Promise<FileLease> {
    if (file.users++ === 0 && file.idleTimer !== undefined) {
      file.idleTimer[Symbol.dispose]();
      file.idleTimer = undefined;
      idle -= 1;
    }
    try {
      const { handle } = await file.opening;
      signal?.throwIfAborted();
      acquired += 1;
      if (isReuse) reused += 1;
      let isHeld = true;
      const release = (): void => {
        if (!isHeld) return;
        isHeld = false;
        leave(file);
      };
      return { path: file.path, handle, release, [Symbol.dispose]: release };
    } catch (error) {
      // A file that could not be opened is of no use to those who come later.
      if (file.checkedMs === -Infinity) drop(file);
      leave(file);
      throw error;
    }
  }

  /** Whether the path of an open file still leads to it. */
  function leadsTo(file: PooledFile): boolean {
    if (file.handle === undefined || clock.now() - file.checkedMs < checkMs) return true;
    const stats = statsAt(file.path);
    if (stats?.ino === file.ino && stats.dev === file.dev) {
      file.checkedMs = clock.now();
      return true;
    }
    drop(file);
    return false;
  }

  function leave(file: PooledFile): void {
    if (--file.users > 0) return;
    // Others wait for a descriptor: an idle one is better closed than kept.
    if (!file.isKept || isDisposed || permits.waiting > 0 || waiters.length > 0) return close(file);
    files.delete(file.key);
    files.set(file.key, file);
    idle += 1;
    watchWaiters();
    file.idleTimer = clock.after(idleMs, () => {
      idle -= 1;
      file.idleTimer = undefined;
      close(file);
    });
  }

  /** Stops handing a file out; closes it when nobody uses it. */
  function drop(file: PooledFile): void {
    if (!file.isKept) return;
    file.isKept = false;
    if (files.get(file.key) === file) files.delete(file.key);
    if (file.idleTimer === undefined) return;
    file.idleTimer[Symbol.dispose]();
    file.idleTimer = undefined;
    idle -= 1;
    close(file);
  }

  /** While files are idle: looks now and then whether somebody outside of the pool waits for a descriptor, and closes one for each. */
  function watchWaiters(): void {
    reliefTimer ??= clock.after(reliefMs, () => {
      reliefTimer = undefined;
      for (let waiting = permits.waiting; waiting > 0 && closeOldestIdle(); waiting--);
      if (idle > 0) watchWaiters();
    });
  }

  function closeOldestIdle(): boolean {
    if (idle === 0) return false;
    for (const file of files.values()) {
      if (file.idleTimer === undefined) continue;
      drop(file);
      return true;
    }
    return false;
  }

  /** The place in the pool is free at once; the descriptor follows when the system has closed it, held by its permit until then. */
  function close(file: PooledFile): void {
    file.isKept = false;
    if (files.get(file.key) === file) files.delete(file.key);
    open -= 1;
    const closed = file.opening
      .then((opened) => opened.close())
      .catch(() => {
        // It never opened, or the system could not close it: there is nothing left to give back.
      })
      .finally(() => closing.delete(closed));
    closing.add(closed);
    const waiting = waiters;
    waiters = [];
    for (const wake of waiting) wake();
  }

  async function room(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve: wake, reject } = Promise.withResolvers<void>();
    const abort = (): void => {
      waiters = waiters.filter((waiter) => waiter !== wake);
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', abort, { once: true });
    waiters.push(wake);
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  return {
    acquire,
    forget(path) {
      const absolute = resolve(path);
      for (const file of files.values()) if (file.path === absolute) drop(file);
    },
    stats: () => ({ max, open, idle, waiting: waiters.length, acquired, reused }),
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      reliefTimer?.[Symbol.dispose]();
      for (const file of files.values()) drop(file);
      for (const wake of waiters) wake();
      waiters = [];
      await Promise.all(closing);
    },
  };
}
