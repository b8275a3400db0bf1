import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder as data: names to contents, or to what is below; a link is text. */
export interface TreeShape {
  readonly [name: string]: Uint8Array | TreeShape;
}

/** Makes a folder with everything that `shape` says. */
export function writeTree(folder: string, shape: TreeShape): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(shape)) {
    if (content instanceof Uint8Array) writeFileSync(join(folder, name), content);
    else writeTree(join(folder, name), content);
  }
}

/** What is in a folder: contents of files, what links hold, folders in folders. */
export function treeOf(folder: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (stats.isSymbolicLink()) return [name, readlinkSync(path)];
      return [name, stats.isDirectory() ? treeOf(path) : readFileSync(path)];
    }),
  );
}
