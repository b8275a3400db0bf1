import type { Suite } from '@nsi/core/report';
import type { SuiteSource } from '../run/suite-reference.ts';
import { benchError } from '../errors.ts';

/** The suites that a module offers: a bench file's default export, or what its plugin's `suites()` loads. Throws when it has none. */
export async function loadSuites({ kind, url }: SuiteSource): Promise<readonly Suite[]> {
  const module = (await import(url)) as Readonly<Record<string, unknown>>;
  const offered = kind === 'file' ? module['default'] : await suitesOfPlugin(module, url);
  const suites = (Array.isArray(offered) ? (offered as unknown[]) : [offered]).filter(isSuite);
  // A plugin may bring no benchmarks; a bench file without any is a mistake.
  if (suites.length > 0 || kind === 'plugin') return suites;
  throw benchError('NSI_BENCH_FILE_EMPTY', `expected ${url} to export a suite or a list of suites by default, got none`);
}

/** The suite of that name. */
export async function loadSuite(source: SuiteSource, name: string): Promise<Suite> {
  const suites = await loadSuites(source);
  const suite = suites.find((candidate) => candidate.name === name);
  if (suite) return suite;
  const known = suites.map((candidate) => candidate.name).join(', ');
  throw benchError('NSI_BENCH_SUITE_MISSING', `expected ${source.url} to offer the suite ${JSON.stringify(name)}, got ${known}`);
}

interface PluginModule {
  readonly apiVersion: number;
  readonly suites?: () => Promise<{ readonly default: unknown }>;
}

async function suitesOfPlugin(module: Readonly<Record<string, unknown>>, url: string): Promise<unknown> {
  const plugin = Object.values(module).find((value): value is PluginModule => isObject(value) && typeof value['apiVersion'] === 'number');
  if (!plugin)
    throw benchError('NSI_BENCH_FILE_EMPTY', `expected ${url} to export a plugin, got ${Object.keys(module).join(', ') || 'nothing'}`);
  return plugin.suites ? (await plugin.suites()).default : [];
}

/** Tells suites from declarations that other engines run (load suites have no variants of this form) and from strangers. */
export function isSuite(value: unknown): value is Suite {
  return isObject(value) && typeof value['name'] === 'string' && Array.isArray(value['variants']) && value['kind'] !== 'load';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
