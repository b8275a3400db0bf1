import { opendirSync, readdirSync, statSync, type BigIntStats } from 'node:fs';
import { isOutOfFilesCode } from '../read/file-failure.ts';
import type { ByteName } from './byte-name.ts';
import { largeFolderBytes, WalkCourse, type Folder } from './walk-course.ts';
import type { WalkPart } from './walk-message.ts';
import type { WalkRules } from './walk-rules.ts';

// `latin1` gives one character a byte.
const listing = { withFileTypes: true, encoding: 'latin1' } as const;
const streaming = { encoding: 'latin1', bufferSize: 1024 } as const;

/**
 * Walks with synchronous calls, one part at a time. Holds no more than one part and the directories still to be read: a directory that is
 * large is read piece by piece. A part says when there was no descriptor for the next directory; ask again later. Hot: see bench/walk.bench.ts.
 */
export function* walkSync(root: ByteName, rules: WalkRules): Generator<WalkPart, void, void> {
  const course = new WalkCourse(root, rules);
  for (let folder = course.next(); folder; folder = course.next()) {
    yield* readFolder(course, folder);
    resolveLinks(course);
    if (course.isFull) yield course.take();
  }
  if (!course.isEmpty) yield course.take();
}

function* readFolder(course: WalkCourse, folder: Folder): Generator<WalkPart, void, void> {
  try {
    const path = course.systemPath(folder.path);
    let size: number;
    if (course.rules.followLinks) {
      const stats = statSync(path, { bigint: true });
      if (!course.enter(stats)) return;
      size = Number(stats.size);
    } else size = statSync(path).size;
    if (size <= largeFolderBytes) {
      for (const entry of readdirSync(path, listing)) course.see(folder, entry);
      return;
    }
    const directory = opendirSync(path, streaming);
    try {
      for (let entry = directory.readSync(); entry; entry = directory.readSync()) {
        course.see(folder, entry);
        if (course.links.length > 0) resolveLinks(course);
        if (course.isFull) yield course.take();
      }
    } finally {
      directory.closeSync();
    }
  } catch (error) {
    if (isOutOfFilesCode(String((error as NodeJS.ErrnoException).code))) {
      course.putBack(folder);
      yield { ...course.take(), isOutOfFiles: true };
    } else course.fail(folder, error);
  }
}

function resolveLinks(course: WalkCourse): void {
  const { links } = course;
  course.links = [];
  for (const link of links) course.seeTarget(link, targetOf(course, link.path));
}

function targetOf(course: WalkCourse, path: ByteName): BigIntStats | undefined {
  try {
    return statSync(course.systemPath(path), { bigint: true });
  } catch {
    // A link that leads nowhere, in a circle, or where this process may not look.
    return undefined;
  }
}
