import { defineConfig } from 'tsup';
import { packageBuild } from '../../tools/build/tsup.config.ts';

/**
 * The collector is a file of CommonJS of its own, so that `--require` loads it into any program and any thread; it is small, because every
 * profiled process loads it. `prepack`-free: both builds write to dist, and only the first cleans it.
 */
const build: ReturnType<typeof defineConfig>[] = [
  packageBuild(),
  defineConfig({
    entry: { 'collector/collector': 'src/collector/collector.ts' },
    format: 'cjs',
    target: 'node20',
    platform: 'node',
    minify: true,
    sourcemap: true,
    clean: false,
    splitting: false,
    dts: false,
    removeNodeProtocol: false,
    outExtension: () => ({ js: '.cjs' }),
    outDir: 'dist',
  }),
];
export default build;
