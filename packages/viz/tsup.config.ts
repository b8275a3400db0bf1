import { resolve } from 'node:path';
import { packageBuild } from '../../tools/build/tsup.config.ts';

/**
 * Vega, Vega-Lite and commander are part of the package. Vega is one chunk that only a picture loads: bundled it loads three times as fast,
 * and `--help` saves the resolution of commander. Their licences are in THIRD-PARTY.md.
 */
const build: ReturnType<typeof packageBuild> = packageBuild({
  minifySyntax: true,
  minifyWhitespace: true,
  esbuildOptions(options) {
    options.alias = { canvas: resolve('src/render/no-canvas.ts') };
  },
});
export default build;
