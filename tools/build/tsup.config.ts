import { readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

/**
 * JavaScript only: `tsc` writes the declarations. Entries are the `@nsi/source` files of `exports` plus what `nsi.entries` adds (bins, workers).
 * The command frame becomes a part of each program: its files, found and read one by one, would be a third of what `--help` takes.
 */
export function packageBuild({ noExternal = [], ...overrides }: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry: entriesOf(JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson),
    format: 'esm',
    target: 'node22',
    platform: 'node',
    sourcemap: true,
    clean: true,
    splitting: true,
    dts: false,
    removeNodeProtocol: false,
    outDir: 'dist',
    noExternal: ['@nsi/core/cli', ...noExternal],
    esbuildOptions(options) {
      options.conditions = ['@nsi/source', 'module'];
    },
    ...overrides,
  });
}

interface PackageJson {
  readonly exports: Readonly<Record<string, string | { readonly '@nsi/source'?: string }>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly nsi?: { readonly entries?: readonly string[] };
}

function entriesOf({ exports, bin = {}, nsi = {} }: PackageJson): Record<string, string> {
  const exported = Object.values(exports).flatMap((target) =>
    typeof target === 'object' && target['@nsi/source'] ? [target['@nsi/source']] : [],
  );
  const bins = Object.values(bin).map((file) => file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
  const sources = [...exported, ...bins, ...(nsi.entries ?? [])].filter((file) => file.endsWith('.ts'));
  return Object.fromEntries(sources.map((file) => [file.replace(/^\.\/src\//, '').replace(/\.ts$/, ''), file]));
}

const build: ReturnType<typeof defineConfig> = packageBuild();
export default build;
