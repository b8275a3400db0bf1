import { defineConfig } from 'tsup';
import { packageBuild } from '../../tools/build/tsup.config.ts';

/**
 * The collector is CommonJS, so that `--require` loads it into any program and any thread, and small, because every profiled process loads
 * it. Only the first build cleans dist.
 */
const build: ReturnType<typeof defineConfig>[] = [
  packageBuild(),
  defineConfig({
    entry: {
      'collector/collector': 'src/collector/collector.ts',
      'collector/call-collector': 'src/collector/call-collector.ts',
      'collector/socket-collector': 'src/collector/socket-collector.ts',
      'collector/pool-collector': 'src/collector/pool-collector.ts',
      'collector/script-collector': 'src/collector/script-collector.ts',
      'collector/unfold-collector': 'src/collector/unfold-collector.ts',
      'collector/what-if': 'src/what-if/preload.ts',
    },
    format: 'cjs',
    target: 'node20',
    platform: 'node',
    minify: true,
    sourcemap: true,
    clean: false,
    splitting: false,
    dts: false,
    removeNodeProtocol: false,
    // Its time is that of the collector, not of a package of the program.
    noExternal: ['acorn'],
    outExtension: () => ({ js: '.cjs' }),
    outDir: 'dist',
  }),
];
export default build;
