import type { Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe } from '@nsi/core';
import { partialPlace } from '../copy/partial-file.ts';
import { textOf } from '../copy/path-bytes.ts';
import { ioError } from '../errors.ts';
import { acquireDirectorySync } from '../write/directory-sync.ts';
import { nodeFiles } from '../write/file-calls.ts';
import { addTree, type AddTreeOptions, type AddTreeSummary } from './add-tree.ts';
import { EntryNames, faultOf } from './entry-names.ts';
import { encodeFrame } from './frame-codec.ts';
import { createFrameWriter } from './frame-writer.ts';
import { openForLong } from './open-for-long.ts';
import type { StoredEntry } from './pack-entry.ts';
import { encodeIndexHead, encodeSeekTable, indexMagic, skippableFrame } from './pack-format.ts';
import { encodeIndex } from './pack-index.ts';
import { parsePackWriterOptions, type PackWriterOptions } from './pack-options.ts';

/** What an entry has besides its name and content. */
export interface EntryFacts {
  /** Permission bits. Default 0o644, for folders 0o755. */
  readonly mode?: number;
  /** Milliseconds since 1970. Default 0. */
  readonly mtimeMs?: number;
}

/** What was packed. */
export interface PackSummary {
  readonly path: string;
  readonly entries: number;
  readonly frames: number;
  /** Bytes of all files before and after. */
  readonly contentBytes: number;
  readonly packedBytes: number;
}

/** Content of a file: bytes, text, or pieces of bytes. */
export type PackContent = Uint8Array | string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a pack. Entries are added one after the other, in the order of the calls; the file gets its name when `finish` resolves. An error
 * or an abort ends the pack: every further call rejects with it. Disposing an unfinished one leaves nothing.
 */
export interface PackWriter extends AsyncDisposable {
  /** Adds a file. `name` is its path in the pack, with slashes; `NSI_IO_PACK_NAME` for one that leads out or is taken. */
  add(name: string | Uint8Array, content: PackContent, facts?: EntryFacts): Promise<void>;
  /** Adds a folder. Those that files stand in need not be added. */
  addFolder(name: string | Uint8Array, facts?: EntryFacts): Promise<void>;
  /** Adds a symbolic link. */
  addLink(name: string | Uint8Array, target: string | Uint8Array): Promise<void>;
  /** Adds everything in a folder, in the order of names. */
  addTree(folder: string, options?: AddTreeOptions): Promise<AddTreeSummary>;
  /** Writes the index and gives the file its name. */
  finish(): Promise<PackSummary>;
}

/**
 * Begins a pack at `path`. Rejects with the system's error and with `NSI_IO_PACK_OPTION`; a file that is there is noticed by `finish`,
 * unless `force` is set.
 * @example
 * ```ts run
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { createPackWriter, openPack } from '@nsi/io';
 *
 * const folder = await mkdtemp(`${tmpdir()}/nsi-pack-`);
 * await using writer = await createPackWriter(`${folder}/example.pack`);
 * await writer.addTree('src/pack', { filter: (path) => !path.endsWith('.test.ts') });
 * await writer.add('notes/today.txt', 'packed');
 * await writer.finish();
 *
 * await using pack = await openPack(`${folder}/example.pack`);
 * const start = await pack.read('open-pack.ts', { length: 6 }); // decodes one frame, whatever the size of the pack
 * if (start.toString() !== 'import') throw new Error('expected the beginning of the file');
 * if (!(await pack.verify()).isIntact) throw new Error('expected an intact pack');
 * await rm(folder, { recursive: true });
 * ```
 */
export async function createPackWriter(path: string, options: PackWriterOptions = {}): Promise<PackWriter> {
  const settings = parsePackWriterOptions(options);
  const { signal } = options;
  const { codec, force, durability } = settings;
  const absolute = resolve(path);
  const owned = new AsyncDisposableStack();
  const place = owned.use(partialPlace(Buffer.from(absolute)));
  const file = owned.use(await openForLong(place.path, 'wx', signal));
  const writer = owned.use(createFrameWriter(file, settings, signal));
  const names = new EntryNames<Pick<StoredEntry, 'kind'>>();
  const entries: StoredEntry[] = [];
  let contentBytes = 0;
  let failure: { readonly error: unknown } | undefined;
  let isFinished = false;
  /** The call before: entries are written one after the other. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = last.then(async () => {
      if (failure !== undefined) throw failure.error;
      if (isFinished) throw ioError('NSI_IO_PACK_OPTION', `expected an open pack, got ${absolute}, which was finished or disposed`);
      try {
        signal?.throwIfAborted();
        return await work();
      } catch (error) {
        failure = { error };
        throw error;
      }
    });
    last = result.catch(() => {});
    return result;
  }

  /** Checked before anything is written, so that a wrong name does not end the pack. */
  function take(name: string | Uint8Array, kind: StoredEntry['kind']): Buffer {
    const bytes = Buffer.from(name as Uint8Array);
    const fault = faultOf(bytes) === undefined ? names.take(bytes, { kind }) : `a path within the pack, got ${describe(textOf(bytes))}`;
    if (fault !== undefined) throw ioError('NSI_IO_PACK_NAME', `expected ${fault}`);
    return bytes;
  }

  async function addFile(nameBytes: Buffer, content: PackContent, { mode = 0o644, mtimeMs = 0 }: EntryFacts): Promise<number> {
    let [size, sum] = [0, 0];
    const pieces = typeof content === 'string' ? [Buffer.from(content)] : content instanceof Uint8Array ? [content] : content;
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      sum = crc32(piece, sum);
      size += piece.length;
      await writer.add(piece);
    }
    entries.push({ kind: 'file', nameBytes, mode, mtimeMs, size, crc32: sum, linkTarget: Buffer.alloc(0) });
    contentBytes += size;
    return size;
  }

  const empty = { size: 0, crc32: 0, linkTarget: Buffer.alloc(0) } as const;

  const self: PackWriter = {
    async add(name, content, facts = {}) {
      const bytes = take(name, 'file');
      await inTurn(() => addFile(bytes, content, facts));
    },
    async addFolder(name, { mode = 0o755, mtimeMs = 0 } = {}) {
      const nameBytes = take(name, 'folder');
      await inTurn(async () => void entries.push({ ...empty, kind: 'folder', nameBytes, mode, mtimeMs }));
    },
    async addLink(name, target) {
      const nameBytes = take(name, 'link');
      const linkTarget = Buffer.from(target as Uint8Array);
      await inTurn(async () => void entries.push({ ...empty, kind: 'link', nameBytes, mode: 0o777, mtimeMs: 0, linkTarget }));
    },
    addTree: (folder, more = {}) => addTree(self, folder, { signal, ...more }),
    finish: () =>
      inTurn(async () => {
        await writer.flush();
        await writeIndex();
        if (durability !== 'none') await file.datasync();
        await file.close();
        await place.commit({ replaces: force });
        if (durability === 'full' && process.platform !== 'win32') await syncFolder(dirname(absolute));
        const summary = {
          path: absolute,
          entries: entries.length,
          frames: writer.frames.length,
          contentBytes,
          packedBytes: writer.position,
        };
        isFinished = true;
        await owned.disposeAsync();
        return summary;
      }),
    async [Symbol.asyncDispose]() {
      await last;
      isFinished = true;
      await owned.disposeAsync();
    },
  };
  return self;

  async function writeIndex(): Promise<void> {
    const plain = encodeIndex(entries);
    const encoded = await encodeFrame(codec, plain, undefined);
    const frames = writer.frames;
    const indexFrameBytes = 8 + 40 + encoded.length;
    const table = encodeSeekTable([...frames, { packedBytes: indexFrameBytes, plainBytes: 0 }]);
    const head = encodeIndexHead({
      codec,
      entryCount: entries.length,
      plainBytes: plain.length,
      plainCrc32: crc32(plain),
      tableCrc32: crc32(table),
      contentBytes,
    });
    await writer.writeRaw(skippableFrame(indexMagic, Buffer.concat([head, encoded])));
    await writer.writeRaw(table);
  }
}

async function syncFolder(path: string): Promise<void> {
  const directory = acquireDirectorySync(nodeFiles, path);
  try {
    await directory.sync();
  } finally {
    directory.release();
  }
}

/** Facts of an entry as the file system has them. */
export function factsOf({ mode, mtimeMs }: Stats): EntryFacts {
  return { mode: mode & 0o7777, mtimeMs };
}
