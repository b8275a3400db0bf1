import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that holds `packages/`, `tools/` and `docs/`. */
export const workspaceRoot: string = join(import.meta.dirname, '../../..');

/** What the house tests read of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, ExportTarget>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export type ExportTarget = string | { readonly '@nsi/source'?: string; readonly types?: string; readonly default?: string };

/** One published package: `folder` is its name below `packages/`, `root` its absolute path. */
export interface HousePackage {
  readonly folder: string;
  readonly root: string;
  readonly manifest: Manifest;
}

/** Every package of the house, by name. A plugin under a name of its own that stands below `packages/` is a guest and keeps its own rules. */
export function listPackages(): readonly HousePackage[] {
  return globSync('packages/*/package.json', { cwd: workspaceRoot })
    .toSorted()
    .map((file) => {
      const root = join(workspaceRoot, file, '..');
      return { folder: file.split(/[\\/]/)[1] ?? '', root, manifest: readManifest(root) };
    })
    .filter(({ manifest }) => manifest.name.startsWith('@nsi/'));
}

/** A public way into a package: the export `path`, its source file and its built JavaScript, relative to the package. */
export interface Entry {
  readonly path: string;
  readonly specifier: string;
  readonly source: string;
  readonly types: string;
  readonly built: string;
}

/** The code entries of `exports`: JSON files and patterns are left out. */
export function entriesOf({ manifest }: HousePackage): readonly Entry[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    if (typeof target === 'string') return [];
    const { '@nsi/source': source, types, default: built } = target;
    if (source === undefined || types === undefined || built === undefined) return [];
    return [{ path, specifier: manifest.name + path.slice(1), source, types, built }];
  });
}

/** A file of the workspace with its text; `path` is relative to the root and uses forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Files that match any of `patterns`, never those below `node_modules` or `dist`. */
export function readFiles(...patterns: readonly string[]): readonly TextFile[] {
  const matches = globSync([...patterns], { cwd: workspaceRoot, exclude: isForeign });
  return [...new Set(matches)]
    .toSorted()
    .map((file) => ({ path: file.replaceAll('\\', '/'), text: readFileSync(join(workspaceRoot, file), 'utf8') }));
}

/** Whether the workspace has `path`, relative to the root. */
export function isInWorkspace(path: string): boolean {
  return existsSync(join(workspaceRoot, path));
}

function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}

function isForeign(path: string): boolean {
  return /(?:^|[\\/])(?:node_modules|dist|coverage)(?:[\\/]|$)/.test(path);
}
