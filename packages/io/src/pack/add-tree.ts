import { constants } from 'node:fs';
import { open, readlink, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { leadsOutside } from '../copy/leads-outside.ts';
import { textOf } from '../copy/path-bytes.ts';
import { treeEntries, type TreeEntry } from '../copy/tree-entries.ts';
import { ioError } from '../errors.ts';
import { filePermits } from '../permits/file-permits.ts';
import { patiently } from '../permits/open-permitted.ts';
import { ahead } from './ahead.ts';
import { factsOf, type PackWriter } from './create-pack-writer.ts';

/** Options of `PackWriter.addTree`. */
export interface AddTreeOptions {
  /** Leaves an entry, and all below it, out when it returns false for its path in the tree. */
  readonly filter?: (path: string) => boolean;
  /** As in `copyTree`: `inside` refuses links that lead out with `NSI_IO_PATH_OUTSIDE`, `keep` packs all, `skip` none. Default `inside`. */
  readonly links?: 'inside' | 'keep' | 'skip';
  /** Called after each entry. */
  readonly onProgress?: (progress: AddTreeSummary & { readonly path: string }) => void;
  readonly signal?: AbortSignal | undefined;
}

/** What `addTree` added. */
export interface AddTreeSummary {
  readonly files: number;
  readonly bytes: number;
}

/** Files up to this size are read ahead of their turn. */
const smallBytes = 262_144;
const readAhead = 8;
const pieceBytes = 1 << 20;

interface ReadEntry {
  readonly entry: TreeEntry;
  /** Content of a small file, or what a link holds. */
  readonly bytes: Buffer | undefined;
}

/** Adds everything in `folder` to a pack. */
export async function addTree(writer: PackWriter, folder: string, options: AddTreeOptions): Promise<AddTreeSummary> {
  const { filter, links = 'inside', onProgress = () => {}, signal } = options;
  const root = await realpath(resolve(folder));
  if (!(await stat(root)).isDirectory()) throw ioError('NSI_IO_PACK_OPTION', `expected a folder at ${folder}, got something else`);
  let [files, bytes] = [0, 0];
  const entries = treeEntries(Buffer.from(root), {
    filter,
    signal,
    async onFolder({ path, stats }) {
      if (path.length > 0) await writer.addFolder(path, factsOf(stats));
    },
  });
  for await (const { entry, bytes: content } of ahead(entries, readAhead, readSmall)) {
    signal?.throwIfAborted();
    const { path, absolute, kind, stats } = entry;
    if (kind === 'other') throw ioError('NSI_IO_COPY_KIND', `expected files, folders and links, got something else at ${textOf(absolute)}`);
    if (kind === 'link') {
      const target = content as Buffer;
      if (links === 'inside' && leadsOutside(path, target)) {
        throw ioError('NSI_IO_PATH_OUTSIDE', `expected the link ${textOf(absolute)} to stay in the tree, got one to ${textOf(target)}`);
      }
      if (links !== 'skip') await writer.addLink(path, target);
      continue;
    }
    const added = { bytes: 0 };
    await writer.add(path, content ?? piecesOf(absolute, added), factsOf(stats));
    files += 1;
    bytes += content?.length ?? added.bytes;
    onProgress({ files, bytes, path: textOf(path) });
  }
  return { files, bytes };
}

async function readSmall(entry: TreeEntry): Promise<ReadEntry> {
  const { kind, absolute, stats } = entry;
  if (kind === 'link') return { entry, bytes: await readlink(absolute, { encoding: 'buffer' }) };
  if (kind !== 'file' || stats.size > smallBytes) return { entry, bytes: undefined };
  return { entry, bytes: await permitted(() => readWhole(absolute)) };
}

// A link that has taken the file's place since it was listed is not followed.
const flags = constants.O_RDONLY | constants.O_NOFOLLOW;

async function readWhole(path: Buffer): Promise<Buffer> {
  await using file = await open(path, flags);
  return file.readFile();
}

async function permitted<Value>(work: () => Promise<Value>): Promise<Value> {
  const permits = filePermits();
  return permits.run(() => patiently(work, { permits }));
}

async function* piecesOf(path: Buffer, added: { bytes: number }): AsyncGenerator<Uint8Array, void, undefined> {
  const permits = filePermits();
  using _permit = await permits.acquire();
  await using file = await patiently(() => open(path, flags), { permits });
  const piece = Buffer.allocUnsafeSlow(pieceBytes);
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, pieceBytes, added.bytes);
    if (bytesRead === 0) return;
    added.bytes += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}
