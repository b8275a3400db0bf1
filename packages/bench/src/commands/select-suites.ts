import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandCall } from '@nsi/core/cli';
import { benchError } from '../errors.ts';
import { loadSuites } from '../engine/load-suite.ts';
import { type Discovery, findFileSuites, findPluginSuites } from '../run/discover.ts';
import type { SuiteReference, SuiteSource } from '../run/suite-reference.ts';
import { callOptions, usageError, wordsOf } from './call-options.ts';

/** Where bench files are looked for when none is named. */
export const defaultPatterns: readonly string[] = ['**/*.bench.{ts,mts,js,mjs}'];

const roomCategories = ['memory', 'cpu', 'io', 'network', 'db', 'distributed'] as const;

export interface SelectedSuites {
  readonly references: readonly SuiteReference[];
  /** Categories to keep; left out, all. */
  readonly categories?: readonly string[];
}

/**
 * The suites that a command line names: files, or the packages' suites when a category (or `--all`) is asked for, or both.
 * Naming nothing means the bench files below the working directory. A module that fails to load becomes a failed case of the run.
 */
export async function selectSuites(call: CommandCall): Promise<SelectedSuites> {
  const { isSet, list, text } = callOptions(call);
  const files = wordsOf(call, 'files');
  const categories = [...roomCategories.filter(isSet), ...list('category')];
  const wantsPackages = isSet('all') || categories.length > 0;
  await checkInput(text('input'), call.cwd);

  const found = await Promise.all([
    files.length > 0 || !wantsPackages ? findFileSuites(files.length > 0 ? files : defaultPatterns, call.cwd) : undefined,
    wantsPackages ? findPackageSuites(list('plugin'), call.cwd) : undefined,
  ]);
  const references = found.flatMap((discovery) => (discovery ? [...discovery.references, ...brokenReferences(discovery)] : []));
  if (references.length === 0)
    throw benchError('NSI_BENCH_FILE_NONE', 'expected suites, got none', {
      hint: 'Name a bench file, or install a package that offers suites.',
    });
  return { references, ...(isSet('all') || categories.length === 0 ? {} : { categories }) };
}

/** Suites of the named plugins: packages, or `file:` URLs of their entries. Without a name: of all that are installed. */
async function findPackageSuites(plugins: readonly string[], cwd: string): Promise<Discovery> {
  const urls = plugins.filter((plugin) => plugin.startsWith('file:'));
  const names = plugins.filter((plugin) => !plugin.startsWith('file:'));
  const discoveries = await Promise.all([
    ...[...new Set(urls)].map((url) => readSource({ kind: 'plugin', url })),
    ...(urls.length === 0 ? [findPluginSuites(undefined, cwd)] : []),
    ...(names.length > 0 ? [findPluginSuites(names, cwd)] : []),
  ]);
  const references = discoveries.flatMap((discovery) => discovery.references);
  return {
    references: [...new Map(references.map((reference) => [`${reference.url} ${reference.suite}`, reference])).values()],
    problems: discoveries.flatMap(({ problems }) => problems),
  };
}

async function readSource(source: SuiteSource): Promise<Discovery> {
  try {
    return { references: (await loadSuites(source)).map(({ name }) => ({ ...source, suite: name })), problems: [] };
  } catch (error) {
    return { references: [], problems: [{ url: source.url, error }] };
  }
}

/** Running such a reference fails once more, as a case that carries the error. */
function brokenReferences({ problems }: Discovery): SuiteReference[] {
  return problems.map(({ url }) => ({
    kind: url.includes('/plugin.') ? 'plugin' : 'file',
    url,
    suite: url.slice(url.lastIndexOf('/') + 1),
  }));
}

async function checkInput(file: string | undefined, cwd: string): Promise<void> {
  if (file === undefined) return;
  try {
    await access(resolve(cwd, file), constants.R_OK);
  } catch (cause) {
    throw usageError(`expected \`--input\` to be a file that can be read, got ${file} (${(cause as NodeJS.ErrnoException).code})`);
  }
}
