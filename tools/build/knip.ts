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

const packages = globSync('packages/*').map((folder) => [
  folder,
  { entry: entriesOf(folder), project: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'] },
]);

export default {
  include: ['files', 'dependencies', 'unlisted', 'unresolved', 'binaries'],
  workspaces: {
    '.': {
      entry: ['tools/build/*.ts'],
      project: [],
      // `nx release` loads @nx/js, oxlint loads tsgolint, and `tsc` is TypeScript 7's: none of them is imported or run by name.
      ignoreDependencies: ['@nx/js', '@nx/devkit', 'oxlint-tsgolint', 'typescript-7'],
    },
    ...Object.fromEntries(packages),
    'tools/*': { entry: ['*.ts', 'src/**/*.test.ts'], project: ['**/*.ts'] },
    'tools/house': { entry: ['*.ts', 'src/**/*.test.ts', 'src/record-modules.ts'], project: ['**/*.ts'] },
    // Resolved by name at run time, for the version of the compiler that is asked for.
    'tools/packaging': { entry: ['*.ts'], project: ['**/*.ts'], ignoreDependencies: ['typescript-5', 'typescript-7'] },
    docs: { entry: ['.vitepress/**/*.ts'], project: ['.vitepress/**/*.ts'] },
  },
} satisfies KnipConfig;
