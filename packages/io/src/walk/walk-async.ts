import type { Dirent } from 'node:fs';
import { opendir, readdir, stat } from 'node:fs/promises';
import { isOutOfFilesCode } from '../read/file-failure.ts';
import { filePermits } from '../permits/file-permits.ts';
import { patiently } from '../permits/open-permitted.ts';
import type { ByteName } from './byte-name.ts';
import { largeFolderBytes, WalkCourse, type Folder, type Link } from './walk-course.ts';
import type { WalkPart } from './walk-message.ts';
import type { WalkRules } from './walk-rules.ts';

const listing = { withFileTypes: true, encoding: 'latin1' } as const;
const streaming = { encoding: 'latin1', bufferSize: 1024 } as const;

/** A directory that was looked at: its entries, or what to read piece by piece. */
type Listed = { readonly entries: readonly Dirent[] } | { readonly isLarge: true } | { readonly error: unknown } | undefined;

/** Walks with calls on libuv's threads, `concurrency` directories at a time; finds the same as `walkSync`. */
export async function* walkAsync(
  root: ByteName,
  rules: WalkRules,
  { concurrency, signal }: { readonly concurrency: number; readonly signal: AbortSignal | undefined },
): AsyncGenerator<WalkPart, void, void> {
  const course = new WalkCourse(root, rules);
  for (;;) {
    signal?.throwIfAborted();
    const folders = takeFolders(course, rules.followLinks ? 1 : concurrency);
    if (folders.length === 0) break;
    const listed = await Promise.all(folders.map((folder) => list(course, folder, signal)));
    for (const [place, folder] of folders.entries()) {
      const result = listed[place];
      if (!result) continue;
      if ('error' in result) course.fail(folder, result.error);
      else if ('entries' in result) for (const entry of result.entries) course.see(folder, entry);
      else yield* readLarge(course, folder, signal);
      await resolveLinks(course);
      if (course.isFull) yield course.take();
    }
  }
  if (!course.isEmpty) yield course.take();
}

function takeFolders(course: WalkCourse, count: number): readonly Folder[] {
  const folders: Folder[] = [];
  for (let folder = course.next(); folder; folder = folders.length < count ? course.next() : undefined) folders.push(folder);
  return folders;
}

async function list(course: WalkCourse, folder: Folder, signal: AbortSignal | undefined): Promise<Listed> {
  const path = course.systemPath(folder.path);
  const permits = filePermits();
  try {
    const stats = await stat(path, { bigint: true });
    if (course.rules.followLinks && !course.enter(stats)) return undefined;
    if (stats.size > largeFolderBytes) return { isLarge: true };
    return { entries: await permits.run(() => patiently(() => readdir(path, listing), { signal, permits }), { signal }) };
  } catch (error) {
    if (isFatal(error, signal)) throw error;
    return { error };
  }
}

async function* readLarge(course: WalkCourse, folder: Folder, signal: AbortSignal | undefined): AsyncGenerator<WalkPart, void, void> {
  const permits = filePermits();
  using _ = await permits.acquire({ signal });
  try {
    const path = course.systemPath(folder.path);
    for await (const entry of await patiently(() => opendir(path as string, streaming), { signal, permits })) {
      course.see(folder, entry);
      if (course.links.length > 0) await resolveLinks(course);
      signal?.throwIfAborted();
      if (course.isFull) yield course.take();
    }
  } catch (error) {
    if (isFatal(error, signal)) throw error;
    course.fail(folder, error);
  }
}

function isFatal(error: unknown, signal: AbortSignal | undefined): boolean {
  const { code } = error as { readonly code?: unknown };
  return signal?.aborted === true || isOutOfFilesCode(String(code)) || code === 'NSI_IO_OPEN_FILES';
}

async function resolveLinks(course: WalkCourse): Promise<void> {
  const { links } = course;
  if (links.length === 0) return;
  course.links = [];
  const targets = await Promise.all(links.map(({ path }: Link) => stat(course.systemPath(path), { bigint: true }).catch(() => undefined)));
  for (const [place, link] of links.entries()) course.seeTarget(link, targets[place]);
}
