import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { benchError } from '../errors.ts';
import { loadSuites } from '../engine/load-suite.ts';
import type { SuiteReference, SuiteSource } from './suite-reference.ts';

/** What was found, and what could not be read: one broken module does not hide the others. */
export interface Discovery {
  readonly references: readonly SuiteReference[];
  readonly problems: readonly { readonly url: string; readonly error: unknown }[];
}

/** Suites of the bench files that match. Throws `NSI_BENCH_FILE_NONE` when no file does. */
export async function findFileSuites(globs: string | readonly string[], cwd: string = process.cwd()): Promise<Discovery> {
  const { glob } = await import('tinyglobby');
  const patterns = typeof globs === 'string' ? [globs] : [...globs];
  const files = await glob(patterns, { cwd, absolute: true, ignore: ['**/node_modules/**', '**/dist/**'] });
  if (files.length === 0) throw benchError('NSI_BENCH_FILE_NONE', `expected files that match ${patterns.join(', ')} in ${cwd}, got none`);
  return readSources(files.toSorted().map((file) => ({ kind: 'file', url: pathToFileURL(file).href })));
}

/**
 * Suites of plugins, by package name as seen from `cwd` or by the file URL of an entry; default: all that are installed there.
 * Rejects with `NSI_BENCH_PLUGIN_MISSING` when a name does not resolve.
 */
export async function findPluginSuites(packages?: readonly string[], cwd: string = process.cwd()): Promise<Discovery> {
  const entries = packages ? packages.map((name) => pluginEntry(name, cwd)) : installedPlugins(cwd);
  return readSources(entries.map((file) => ({ kind: 'plugin', url: pathToFileURL(file).href })));
}

async function readSources(sources: readonly SuiteSource[]): Promise<Discovery> {
  const references: SuiteReference[] = [];
  const problems: { url: string; error: unknown }[] = [];
  for (const source of sources) {
    try {
      for (const { name } of await loadSuites(source)) references.push({ ...source, suite: name });
    } catch (error) {
      problems.push({ url: source.url, error });
    }
  }
  return { references, problems };
}

function pluginEntry(name: string, cwd: string): string {
  if (name.startsWith('file:')) return fileURLToPath(name);
  try {
    return createRequire(join(resolve(cwd), 'package.json')).resolve(`${name}/plugin`);
  } catch (error) {
    throw benchError('NSI_BENCH_PLUGIN_MISSING', `expected ${name} to resolve to a plugin from ${resolve(cwd)}, got none`, {
      cause: error,
    });
  }
}

/** Entries of the packages beside this one, and of dependencies of the project in `cwd` that say `nsi-plugin` in their keywords. */
function installedPlugins(cwd: string): string[] {
  const here = packageRoot(fileURLToPath(import.meta.url));
  const beside = readdirSync(dirname(here)).map((name) => join(dirname(here), name));
  const require = createRequire(join(resolve(cwd), 'package.json'));
  const manifest = readManifest(resolve(cwd));
  const wanted = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }).flatMap((name) => folderOf(name, require) ?? []);

  const folders = [
    ...beside.filter((folder) => readManifest(folder)?.name?.startsWith('@nsi/')),
    ...wanted.filter((folder) => isPlugin(readManifest(folder))),
  ];
  const entries = folders.filter((folder) => basename(folder) !== basename(here)).flatMap((folder) => entryOf(folder) ?? []);
  return [...new Set(entries)].toSorted();
}

interface Manifest {
  readonly name?: string;
  readonly keywords?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function isPlugin(manifest: Manifest | undefined): boolean {
  return manifest?.keywords?.includes('nsi-plugin') === true || manifest?.name?.startsWith('@nsi/') === true;
}

/** Resolved from the package itself, so that Node's own rules choose among its export conditions. */
function entryOf(folder: string): string | undefined {
  const manifest = readManifest(folder);
  if (manifest?.name === undefined || manifest.exports?.['./plugin'] === undefined) return undefined;
  const file = createRequire(join(folder, 'package.json')).resolve(`${manifest.name}/plugin`);
  return existsSync(file) ? file : undefined;
}

function folderOf(name: string, require: NodeJS.Require): string | undefined {
  return require.resolve
    .paths(name)
    ?.map((path) => join(path, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
}

function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

function packageRoot(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`expected a package.json above ${file}`);
}
