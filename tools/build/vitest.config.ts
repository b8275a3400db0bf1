import { basename, join } from 'node:path';
import { transform } from 'esbuild';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Oxc (vite 8) does not lower TC39 decorators; esbuild, which tsup builds with, does. */
const esbuildTypeScript: Plugin = {
  name: 'nsi:esbuild-typescript',
  enforce: 'pre',
  async transform(code, id) {
    if (!id.endsWith('.ts') || id.includes('/node_modules/')) return undefined;
    const result = await transform(code, { loader: 'ts', target: 'node22', sourcefile: id, sourcemap: 'external' });
    return { code: result.code, map: result.map };
  },
};

const conditions = ['@nsi/source', 'node', 'module'];

/** Where a machine-readable report of each package's tests goes, for CI to count. */
const reportsFolder = process.env['TEST_REPORTS'];

/** Run in a package's folder: its tests, from source, each file in a process of its own. */
export default defineConfig({
  oxc: false,
  root: process.cwd(),
  plugins: [esbuildTypeScript],
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['@nsi/source', 'node'] } },
  test: {
    name: basename(process.cwd()),
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    execArgv: ['--expose-gc', '--conditions=@nsi/source'],
    reporters: reportsFolder ? ['default', ['json', { outputFile: join(reportsFolder, `${basename(process.cwd())}.json`) }]] : ['default'],
    onConsoleLog(log) {
      throw new Error(`a test printed to the console: ${log}`);
    },
  },
});
