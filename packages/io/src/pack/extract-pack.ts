import { chmod, lstat, mkdir, open, realpath, symlink, utimes, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { leadsOutside } from '../copy/leads-outside.ts';
import { partialFolder, partialPlace } from '../copy/partial-file.ts';
import { folderOf, joinPath, textOf } from '../copy/path-bytes.ts';
import { ioError } from '../errors.ts';
import { filePermits } from '../permits/file-permits.ts';
import { patiently } from '../permits/open-permitted.ts';
import { ContentReader } from './content-reader.ts';
import { parseExtractOptions, type ExtractOptions, type ExtractSettings } from './extract-options.ts';
import type { PackEntry } from './pack-entry.ts';
import type { PackFrames } from './pack-frames.ts';
import { safeFolder, type SafeFolder } from './safe-folder.ts';

/** What an extraction wrote. */
export interface ExtractSummary {
  readonly files: number;
  readonly folders: number;
  readonly links: number;
  readonly bytes: number;
}

/** Files up to this size are collected and written side by side; larger ones one at a time, piece by piece. */
const smallBytes = 1 << 20;

/**
 * Writes every entry below `folder`. Where there is nothing, everything is written beside it and gets its name when it is whole; where there
 * is a folder, each file appears as one step. Links are made last, so that nothing can be written through one of them.
 */
export async function extractPack(pack: PackFrames, folder: string, options: ExtractOptions = {}): Promise<ExtractSummary> {
  const settings = parseExtractOptions(options);
  const { contentBytes } = pack.layout;
  options.signal?.throwIfAborted();
  if (contentBytes > settings.maxOutputBytes) {
    throw ioError('NSI_IO_PACK_TOO_LARGE', `expected at most ${settings.maxOutputBytes} bytes to write, got ${contentBytes}`);
  }
  refuseLinks(pack.layout.entries, settings);
  const target = resolve(folder);
  const existing = await realpath(target).catch(() => undefined);
  if (existing !== undefined) return extractInto(pack, existing, settings, options);
  const isLink = await lstat(target).then(
    () => true,
    () => false,
  );
  if (isLink) throw ioError('NSI_IO_PATH_OUTSIDE', `expected a folder or nothing at ${target}, got a symbolic link that leads nowhere`);
  await mkdir(dirname(target), { recursive: true });
  await using place = partialFolder(target);
  await mkdir(place.path);
  const summary = await extractInto(pack, place.path, settings, options);
  options.signal?.throwIfAborted();
  await place.commit();
  return summary;
}

function refuseLinks(entries: readonly PackEntry[], { links }: ExtractSettings): void {
  if (links === 'skip') return;
  for (const { kind, name, nameBytes, linkTarget } of entries) {
    if (kind !== 'link' || !leadsOutside(Buffer.from(nameBytes), Buffer.from(linkTarget))) continue;
    throw ioError('NSI_IO_PATH_OUTSIDE', `expected the link ${name} to stay in the pack, got one to ${textOf(linkTarget)}`);
  }
}

async function extractInto(pack: PackFrames, root: string, settings: ExtractSettings, options: ExtractOptions): Promise<ExtractSummary> {
  const { signal, onProgress = () => {} } = options;
  const { entries, contentBytes } = pack.layout;
  await using content = new ContentReader(pack);
  const safe = safeFolder(Buffer.from(root));
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let [files, bytes, links] = [0, 0, 0];

  const written = (entry: PackEntry): void => {
    files += 1;
    bytes += entry.size;
    onProgress({ files, bytes, contentBytes });
  };

  try {
    for (const entry of entries) {
      signal?.throwIfAborted();
      if (failures.length > 0) throw failures[0];
      const path = Buffer.from(entry.nameBytes);
      if (entry.kind === 'folder') await safe.folder(path);
      if (entry.kind !== 'file') continue;
      await safe.folder(folderOf(path));
      if (entry.size > smallBytes) {
        await writeFileOf(safe, entry, content.take(entry.size), settings, signal);
        written(entry);
        continue;
      }
      const pieces: Buffer[] = [];
      for await (const piece of content.take(entry.size)) pieces.push(piece);
      const writing = writeFileOf(safe, entry, pieces, settings, signal)
        .then(() => written(entry))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(writing));
      running.add(writing);
      if (running.size >= settings.concurrency) await Promise.race(running);
    }
  } finally {
    // The caller may remove what they write.
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
  for (const entry of entries) {
    if (entry.kind !== 'link' || settings.links === 'skip') continue;
    await writeLink(safe, entry, settings);
    links += 1;
  }
  const folders = entries.filter(({ kind }) => kind === 'folder');
  for (const folder of folders.toReversed()) {
    const path = joinPath(safe.root, folder.nameBytes);
    await chmod(path, folder.mode & 0o777);
    await utimes(path, folder.mtimeMs / 1000, folder.mtimeMs / 1000);
  }
  return { files, folders: folders.length, links, bytes };
}

async function writeFileOf(
  { root }: SafeFolder,
  { name, nameBytes, mode, mtimeMs, crc32: expected }: PackEntry,
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
  { force }: ExtractSettings,
  signal: AbortSignal | undefined,
): Promise<void> {
  await using place = partialPlace(joinPath(root, nameBytes));
  const permits = filePermits();
  const write = async (): Promise<void> => {
    await using file = await open(place.path, 'wx', 0o600);
    let [sum, position] = [0, 0];
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      sum = crc32(piece, sum);
      await writeAll(file, piece, position);
      position += piece.length;
    }
    if (sum !== expected) throw ioError('NSI_IO_PACK_CORRUPT', `expected ${name} to match its checksum, got another`);
    // Set-user-ID bits are not taken from a file that may come from anywhere.
    await file.chmod(mode & 0o777);
    await file.utimes(mtimeMs / 1000, mtimeMs / 1000);
  };
  await permits.run(() => patiently(write, { signal, permits }), { signal });
  await place.commit({ replaces: force }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EISDIR' && error.code !== 'ENOTEMPTY') throw error;
    throw ioError('NSI_IO_COPY_KIND', `expected a file or nothing at ${name}, got a folder`, { cause: error });
  });
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

async function writeLink(safe: SafeFolder, { name, nameBytes, linkTarget }: PackEntry, { force }: ExtractSettings): Promise<void> {
  const path = Buffer.from(nameBytes);
  const target = joinPath(await safe.folder(folderOf(path)), path.subarray(path.lastIndexOf(0x2f) + 1));
  const leadsTo = Buffer.from(linkTarget);
  if (force) {
    await using place = partialPlace(target);
    await symlink(leadsTo, place.path);
    await place.commit({ replaces: true });
    return;
  }
  await symlink(leadsTo, target).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw ioError('NSI_IO_FILE_EXISTS', `expected nothing at ${name}, got something`, { cause });
  });
}
