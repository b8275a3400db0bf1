import { constants as bufferConstants } from 'node:buffer';
import { resolve } from 'node:path';
import { describe } from '@nsi/core';
import { textOf } from '../copy/path-bytes.ts';
import { ioError } from '../errors.ts';
import { ahead, decodedAhead, numbersFrom } from './ahead.ts';
import type { ExtractOptions } from './extract-options.ts';
import { extractPack, type ExtractSummary } from './extract-pack.ts';
import { openForLong } from './open-for-long.ts';
import type { PackEntry } from './pack-entry.ts';
import type { PackCodec } from './pack-format.ts';
import { PackFrames } from './pack-frames.ts';
import { parseOpenPackOptions, type OpenPackOptions } from './pack-options.ts';
import { readLayout } from './read-layout.ts';
import { verifyPack, type VerifyOptions, type VerifySummary } from './verify-pack.ts';

/** What to read of a file in a pack. */
export interface PackReadOptions {
  /** First byte. Default 0. */
  readonly offset?: number;
  /** Most bytes. Default: to the end. */
  readonly length?: number;
  /** Aborting rejects this call. */
  readonly signal?: AbortSignal | undefined;
}

/** An open pack, or any other file of zstd or LZ4 frames that can be read at random; such a file has content and no entries. */
export interface Pack extends AsyncDisposable {
  readonly path: string;
  readonly codec: PackCodec;
  /** In the order of the content. */
  readonly entries: readonly PackEntry[];
  readonly frameCount: number;
  /** Bytes of all files before and after. */
  readonly contentBytes: number;
  readonly packedBytes: number;
  /** The entry of this name. */
  find(name: string | Uint8Array): PackEntry | undefined;
  /**
   * Bytes of a file: at once when the frames that hold them are kept, else a promise. Only those frames are decoded, each verified by its
   * checksum. Not to be written to. Rejects with `NSI_IO_PACK_CORRUPT`; throws `NSI_IO_PACK_ENTRY` when there is no such file.
   */
  read(name: string | Uint8Array | PackEntry, options?: PackReadOptions): Buffer | Promise<Buffer>;
  /** Bytes of the content of all files, one after the other; fewer at the end. As `read`. */
  readContent(offset: number, length: number, options?: Pick<PackReadOptions, 'signal'>): Buffer | Promise<Buffer>;
  /** A file piece by piece, for those that are too large for one buffer. */
  stream(name: string | Uint8Array | PackEntry, options?: Pick<PackReadOptions, 'signal'>): AsyncGenerator<Buffer, void, undefined>;
  /** Decodes everything and compares every checksum. Damage is reported, not thrown. */
  verify(options?: VerifyOptions): Promise<VerifySummary>;
  /** Writes everything into a folder, which nothing can lead out of. */
  extract(folder: string, options?: ExtractOptions): Promise<ExtractSummary>;
}

/**
 * Opens a pack. Reads its index, never more than the bounds allow. Rejects with the system's error, `NSI_IO_PACK_FOREIGN`, `NSI_IO_PACK_CORRUPT`,
 * `NSI_IO_PACK_TOO_LARGE`, and `NSI_IO_PATH_OUTSIDE` when a name in it leads out. The file stays open until the pack is disposed.
 * @example
 * await using pack = await openPack('tiles.pack');
 * const tile = await pack.read('0/0.png');
 * const head = await pack.read('log.txt', { length: 1024 });
 */
export async function openPack(path: string, options: OpenPackOptions = {}): Promise<Pack> {
  const settings = parseOpenPackOptions(options);
  const absolute = resolve(path);
  const owned = new AsyncDisposableStack();
  try {
    const handle = owned.use(await openForLong(absolute, 'r'));
    const stats = await handle.stat();
    if (!stats.isFile()) throw ioError('NSI_IO_PACK_FOREIGN', `expected a regular file at ${absolute}, got something else`);
    const readAt = async (position: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.allocUnsafe(length);
      let done = 0;
      for (; done < length;) {
        const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return buffer.subarray(0, done);
    };
    const layout = await readLayout(readAt, stats.size, settings);
    const frames = owned.use(new PackFrames(layout, readAt, settings.cacheBytes));
    return packOver(absolute, stats.size, frames, owned.move());
  } finally {
    await owned.disposeAsync();
  }
}

function packOver(path: string, packedBytes: number, frames: PackFrames, owned: AsyncDisposableStack): Pack {
  const { entries, byName, codec, contentBytes } = frames.layout;

  const find = (name: string | Uint8Array): PackEntry | undefined => byName.get(Buffer.from(name as Uint8Array).toString('latin1'));

  function fileOf(name: string | Uint8Array | PackEntry): PackEntry {
    const entry = typeof name === 'string' || name instanceof Uint8Array ? find(name) : name;
    if (entry?.kind === 'file') return entry;
    const wanted = typeof name === 'string' ? name : name instanceof Uint8Array ? textOf(name) : name.name;
    throw ioError(
      'NSI_IO_PACK_ENTRY',
      `expected a file named ${describe(wanted)} in ${path}, got ${entry === undefined ? 'none' : `a ${entry.kind}`}`,
    );
  }

  function readContent(offset: number, length: number, signal: AbortSignal | undefined): Buffer | Promise<Buffer> {
    const end = Math.min(offset + length, contentBytes);
    if (end <= offset) return Buffer.alloc(0);
    if (end - offset > bufferConstants.MAX_LENGTH) {
      throw ioError('NSI_IO_PACK_TOO_LARGE', `expected at most ${bufferConstants.MAX_LENGTH} bytes in one read, got ${end - offset}`, {
        hint: 'Read it with `stream`.',
      });
    }
    const first = frames.indexAt(offset);
    const last = frames.indexAt(end - 1);
    const skip = offset - (frames.layout.frames[first]?.offset ?? 0);
    if (first === last) {
      const frame = frames.get(first, signal);
      const cut = (plain: Buffer): Buffer => plain.subarray(skip, skip + end - offset);
      return frame instanceof Promise ? frame.then(cut) : cut(frame);
    }
    const parts = Array.from({ length: last - first + 1 }, (_, index) => frames.get(first + index, signal));
    const join = (plain: readonly Buffer[]): Buffer => {
      const joined = Buffer.allocUnsafe(end - offset);
      let done = 0;
      for (const [index, part] of plain.entries()) done += part.copy(joined, done, index === 0 ? skip : 0);
      return joined;
    };
    return parts.every((part) => Buffer.isBuffer(part)) ? join(parts) : Promise.all(parts.map(async (part) => part)).then(join);
  }

  async function* piecesOf({ offset, size }: PackEntry, signal: AbortSignal | undefined): AsyncGenerator<Buffer, void, undefined> {
    if (size === 0) return;
    const first = frames.indexAt(offset);
    const last = frames.indexAt(offset + size - 1);
    for await (const { index, plain } of ahead(numbersFrom(first, last), decodedAhead, async (at) => ({
      index: at,
      plain: await frames.decode(at),
    }))) {
      signal?.throwIfAborted();
      const start = frames.layout.frames[index]?.offset ?? 0;
      yield plain.subarray(Math.max(0, offset - start), Math.min(plain.length, offset + size - start));
    }
  }

  return {
    path,
    codec,
    entries,
    contentBytes,
    packedBytes,
    frameCount: frames.layout.frames.length,
    find,
    read(name, { offset = 0, length = Infinity, signal } = {}) {
      const entry = fileOf(name);
      refuseRange(offset, length);
      const start = Math.min(offset, entry.size);
      return readContent(entry.offset + start, Math.min(length, entry.size - start), signal);
    },
    readContent(offset, length, { signal } = {}) {
      refuseRange(offset, length);
      return readContent(offset, length, signal);
    },
    stream: (name, { signal } = {}) => piecesOf(fileOf(name), signal),
    verify: (options) => verifyPack(frames, options),
    extract: (folder, options) => extractPack(frames, folder, options),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function refuseRange(offset: number, length: number): void {
  const isWhole = Number.isSafeInteger(offset) && (Number.isSafeInteger(length) || length === Infinity);
  if (isWhole && offset >= 0 && length >= 0) return;
  throw ioError(
    'NSI_IO_PACK_OPTION',
    `expected \`offset\` and \`length\` to be whole numbers from 0, got ${describe(offset)} and ${describe(length)}`,
  );
}
