import { chart } from './chart/chart.ts';
import type { ChartData, ChartKind } from './chart/chart-data.ts';
import type { ChartOptions } from './chart/chart-options.ts';
import type { VegaLiteSpec } from './chart/vega-lite-spec.ts';
import type { VizOptions } from './options.ts';
import { renderPng } from './render/render-png.ts';
import { renderSvg } from './render/render-svg.ts';

/** Charts and pictures in one house style. Holds nothing that must be released. */
export interface Viz extends Disposable {
  /** As `chart`, in the width of the configuration. */
  chart<Kind extends ChartKind>(kind: Kind, data: ChartData[Kind], options?: ChartOptions): VegaLiteSpec;
  /** A picture that stands alone, in the theme of the configuration. */
  svg(spec: VegaLiteSpec): Promise<string>;
  /** The same as pixels. */
  png(spec: VegaLiteSpec): Promise<Uint8Array>;
}

/** Fixes theme, width and scale for all pictures of a program. */
export function createViz({ theme, width, pngScale }: VizOptions): Viz {
  return {
    chart: (kind, data, options = {}) => chart(kind, data, { width, ...options }),
    svg: (spec) => renderSvg(spec, { theme, standalone: true }),
    png: (spec) => renderPng(spec, { theme: theme === 'dark' ? 'dark' : 'light', scale: pngScale }),
    [Symbol.dispose]: () => undefined,
  };
}
