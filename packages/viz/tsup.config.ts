import { resolve } from 'node:path';
import { slimChunk } from '../../tools/build/slim-chunk.ts';
import { packageBuild } from '../../tools/build/tsup.config.ts';

/**
 * Vega and Vega-Lite are part of the package, as one chunk that only a picture loads: bundled they load three times as fast. Maps are left
 * out, and what Vega-Lite has no words for: forces, hierarchies, word clouds, cross filters, labels that seek a place. Valibot is bundled
 * because a tenth of it is used. Licences: THIRD-PARTY.md.
 */
const build: ReturnType<typeof packageBuild> = packageBuild({
  minifySyntax: true,
  minifyWhitespace: true,
  noExternal: ['valibot'],
  esbuildPlugins: [
    slimChunk(/[\\/]render[\\/]vega-chunk\.ts$/, {
      without: [
        'd3-geo',
        'topojson-client',
        'vega-crossfilter',
        'vega-force',
        'vega-geo',
        'vega-hierarchy',
        'vega-label',
        'vega-projection',
        'vega-voronoi',
        'vega-wordcloud',
      ],
      alias: { canvas: resolve('src/render/no-canvas.ts') },
    }),
  ],
});
export default build;
