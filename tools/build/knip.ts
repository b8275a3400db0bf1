import { globSync, readFileSync } from 'node:fs';
import type { KnipConfig } from 'knip';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly '@nsi/source'?: string }>>;
  readonly nsi?: { readonly entries?: readonly string[] };
}

/** What a package starts from: its public entries, its program, the processes that `nsi.entries` names, its tests and benches. */
function entriesOf(folder: string): string[] {
  const { exports, nsi = {} } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
  const exported = Object.values(exports).flatMap((target) => (typeof target === 'object' && target['@nsi/source'] ? [target['@nsi/source']] : []));
  const own = [...exported, ...(nsi.entries ?? [])].map((file) => file.replace(/^\.\//, ''));
  return [...own, 'src/cli.ts', 'src/**/*.test.ts', 'test/**/*.ts', 'bench/**/*.ts', 'assembly/*.ts'];
}

const packages = globSync('packages/*').map((folder) => [
  folder,
  { entry: entriesOf(folder), project: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'] },
]);

export default {
  workspaces: {
    '.': { entry: ['tools/build/*.ts'], project: [] },
    ...Object.fromEntries(packages),
    'tools/*': { entry: ['*.ts', 'src/**/*.test.ts'], project: ['**/*.ts'] },
    docs: { entry: ['.vitepress/**/*.ts'], project: ['.vitepress/**/*.ts'] },
  },
} satisfies KnipConfig;
