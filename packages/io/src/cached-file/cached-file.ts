import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ioError } from '../errors.ts';
import { parseCachedFileOptions, type CachedFileOptions } from './cached-file-options.ts';
import { TimedTurns, type CheckTurns } from './check-turns.ts';
import { isUnchanged, looksAlike, stampOf, statsAt, type FileStamp } from './file-stamp.ts';
import { WatchedTurns } from './watched-turns.ts';

/** What a cached file did. */
export interface CachedFileStats {
  /** Reads answered from memory, and all others. */
  readonly hits: number;
  readonly loads: number;
  /** Whether the system tells about changes; false where it cannot and the file is looked at every `checkMs` instead. */
  readonly isWatched: boolean;
}

/** The content of one file, in memory, as the file is. */
export interface CachedFile<Value> extends Disposable {
  /** Absolute path. */
  readonly path: string;
  /** The content: at once when it is known to be right, else a promise. All who ask while it loads share one load. Rejects with the system's error. */
  read(): Value | Promise<Value>;
  /** The content, read on this thread when it must be. In place of `readFileSync` where a promise cannot be awaited. */
  readSync(): Value;
  /** Forgets the content: the next read loads it. */
  invalidate(): void;
  stats(): CachedFileStats;
}

interface Content<Value> {
  readonly value: Value;
  readonly stamp: FileStamp;
}

/** A file that is written all the time is taken as it is after so many attempts to read one state of it. */
const mostAttempts = 3;

/**
 * Keeps the content of a small file that is read again and again, such as a template or a configuration, and loads it anew when the file has
 * another size, time or inode. The content is shared by all who read it: do not change it.
 * Disposing it ends its watcher and forgets the content. Throws `NSI_IO_CACHED_FILE_OPTION` for an option it cannot use.
 * @example
 * ```ts run
 * import { cachedFile } from '@nsi/io';
 *
 * using manifest = cachedFile('package.json', { parse: (bytes) => JSON.parse(bytes.toString()) as { readonly name: string } });
 * const { name } = await manifest.read(); // read and parsed
 * if (manifest.readSync().name !== name) throw new Error('expected the same name'); // kept, until the file changes
 * ```
 */
export function cachedFile<Value = Buffer>(path: string, options: CachedFileOptions<Value> = {}): CachedFile<Value> {
  const { parse, checkMs, watch, maxBytes, clock } = parseCachedFileOptions(options);
  const absolute = resolve(path);
  const timed = new TimedTurns(checkMs, clock);
  const watched = watch ? new WatchedTurns(absolute, timed) : undefined;
  const turns: CheckTurns = watched ?? timed;
  let content: Content<Value> | undefined;
  let turn = Number.NaN;
  let loading: Promise<Value> | undefined;
  let hits = 0;
  let loads = 0;

  /** Whether the content is still what the file holds. */
  function isRight(): boolean {
    if (content === undefined) return false;
    if (turn === turns.current) return true;
    turns.begin();
    const current = turns.current;
    const stats = statsAt(absolute);
    if (stats === undefined || !isUnchanged(content.stamp, stampOf(stats))) return false;
    turn = current;
    return true;
  }

  function keep(bytes: Buffer, stamp: FileStamp, seenTurn: number): Value {
    const value = parse(bytes);
    content = { value, stamp };
    turn = seenTurn;
    return value;
  }

  async function load(): Promise<Value> {
    loads += 1;
    for (let attempt = 1; ; attempt++) {
      turns.begin();
      const seenTurn = turns.current;
      await using file = await open(absolute);
      const before = stampOf(await file.stat());
      refuseLarge(before.size);
      const bytes = await readAll(file, before.size, maxBytes);
      refuseLarge(bytes.length);
      const after = stampOf(await file.stat());
      if (looksAlike(before, after) || attempt === mostAttempts) return keep(bytes, after, seenTurn);
    }
  }

  function loadSync(): Value {
    loads += 1;
    for (let attempt = 1; ; attempt++) {
      turns.begin();
      const seenTurn = turns.current;
      const file = openSync(absolute, 'r');
      try {
        const before = stampOf(fstatSync(file));
        refuseLarge(before.size);
        const bytes = readAllSync(file, before.size, maxBytes);
        refuseLarge(bytes.length);
        const after = stampOf(fstatSync(file));
        if (looksAlike(before, after) || attempt === mostAttempts) return keep(bytes, after, seenTurn);
      } finally {
        closeSync(file);
      }
    }
  }

  function refuseLarge(bytes: number): void {
    if (bytes <= maxBytes) return;
    throw ioError('NSI_IO_CACHED_FILE_TOO_LARGE', `expected at most ${maxBytes} bytes in ${absolute}, got ${bytes}`);
  }

  function forget(): void {
    content = undefined;
    turn = Number.NaN;
  }

  return {
    path: absolute,
    read() {
      if (isRight()) {
        hits += 1;
        return (content as Content<Value>).value;
      }
      loading ??= load().finally(() => {
        loading = undefined;
      });
      return loading;
    },
    readSync() {
      if (!isRight()) return loadSync();
      hits += 1;
      return (content as Content<Value>).value;
    },
    invalidate: forget,
    stats: () => ({ hits, loads, isWatched: watched?.isWatching ?? false }),
    [Symbol.dispose]() {
      turns[Symbol.dispose]();
      forget();
    },
  };
}

/** Everything from the file's beginning, one byte more than `maxBytes` at most: devices do not end. */
async function readAll(file: FileHandle, size: number, maxBytes: number): Promise<Buffer> {
  const parts = new Parts(size, maxBytes);
  for (let part = parts.next(); part !== undefined; part = parts.next()) {
    const { bytesRead } = await file.read(part, 0, part.length, parts.total);
    if (!parts.add(part, bytesRead)) break;
  }
  return parts.join();
}

function readAllSync(file: number, size: number, maxBytes: number): Buffer {
  const parts = new Parts(size, maxBytes);
  for (let part = parts.next(); part !== undefined; part = parts.next()) {
    if (!parts.add(part, readSync(file, part, 0, part.length, parts.total))) break;
  }
  return parts.join();
}

/** The pieces of a file of `size` bytes, or of one that knows no size, as those in /proc. */
class Parts {
  total = 0;
  readonly #size: number;
  readonly #maxBytes: number;
  readonly #parts: Buffer[] = [];

  constructor(size: number, maxBytes: number) {
    this.#size = size;
    this.#maxBytes = maxBytes;
  }

  /** Memory for the next piece; `undefined` when there is enough. */
  next(): Buffer | undefined {
    const isDone = this.total > this.#maxBytes || (this.#size > 0 && this.total === this.#size);
    if (isDone) return undefined;
    const wanted = this.total < this.#size ? this.#size - this.total : 65_536;
    return Buffer.allocUnsafeSlow(Math.min(this.#maxBytes + 1 - this.total, wanted));
  }

  /** Whether there may be more. */
  add(part: Buffer, length: number): boolean {
    if (length === 0) return false;
    this.#parts.push(part.subarray(0, length));
    this.total += length;
    return true;
  }

  join(): Buffer {
    return this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
  }
}
