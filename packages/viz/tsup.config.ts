import { resolve } from 'node:path';
import { packageBuild } from '../../tools/build/tsup.config.ts';

/** Vega and Vega-Lite are part of the package, as one chunk that only a picture loads: bundled they load three times as fast. Licences: THIRD-PARTY.md. */
const build: ReturnType<typeof packageBuild> = packageBuild({
  minifySyntax: true,
  minifyWhitespace: true,
  esbuildOptions(options) {
    options.alias = { canvas: resolve('src/render/no-canvas.ts') };
  },
});
export default build;
