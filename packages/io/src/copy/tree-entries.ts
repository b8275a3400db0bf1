import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { joinPath } from './path-bytes.ts';

/** What stands in a tree. */
export interface TreeEntry {
  /** Path from the root of the tree, with slashes; empty for the root itself. */
  readonly path: Buffer;
  readonly absolute: Buffer;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly stats: Stats;
}

/** Options of `treeEntries`. */
export interface TreeOptions {
  /** Leaves an entry, and all below it, out when it returns false. */
  readonly filter?: ((path: string) => boolean) | undefined;
  /** Called with each folder before anything in it is given out. */
  readonly onFolder: (folder: TreeEntry) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Enough to keep the threads of file work busy. */
const lookedAtTogether = 32;

/**
 * Everything below the folder `root` but folders, which `onFolder` gets; in the order of the bytes of names, each folder's files before its
 * folders. Symbolic links are not followed.
 */
export async function* treeEntries(root: Buffer, options: TreeOptions): AsyncGenerator<TreeEntry, void, undefined> {
  const { filter, onFolder, signal } = options;
  const folders: TreeEntry[] = [{ path: Buffer.alloc(0), absolute: root, kind: 'folder', stats: await lstat(root) }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal?.throwIfAborted();
    await onFolder(folder);
    // As latin1 text every byte of a name is one character, and a million names are no million buffers. Its order is that of the bytes.
    const names = (await readdir(folder.absolute, { encoding: 'latin1' })).toSorted();
    const below: TreeEntry[] = [];
    for (let first = 0; first < names.length; first += lookedAtTogether) {
      const batch = names.slice(first, first + lookedAtTogether).map((name) => joinPath(folder.path, Buffer.from(name, 'latin1')));
      const wanted = filter === undefined ? batch : batch.filter((path) => filter(path.toString()));
      for (const entry of await Promise.all(wanted.map((path) => entryAt(path, joinPath(root, path))))) {
        // Removed since it was listed.
        if (entry === undefined) continue;
        if (entry.kind === 'folder') below.push(entry);
        else yield entry;
      }
    }
    for (const one of below.toReversed()) folders.push(one);
  }
}

async function entryAt(path: Buffer, absolute: Buffer): Promise<TreeEntry | undefined> {
  const stats = await lstat(absolute).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (stats === undefined) return undefined;
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other';
  return { path, absolute, kind, stats };
}
