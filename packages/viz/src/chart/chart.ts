import type { ChartData, ChartKind } from './chart-data.ts';
import type { ChartOptions } from './chart-options.ts';
import type { VegaLiteSpec } from './vega-lite-spec.ts';

/**
 * A Vega-Lite document that draws `data`. Pure: reads nothing, loads no Vega. Throws `NSI_VIZ_CHART_KIND`, `NSI_VIZ_CHART_DATA` or
 * `NSI_VIZ_CHART_OPTIONS` on what it cannot draw; empty data gives a chart that says so.
 */
export function chart<Kind extends ChartKind>(kind: Kind, data: ChartData[Kind], options: ChartOptions = {}): VegaLiteSpec {
  throw new Error(`not drawn yet: ${kind} ${data.length} ${JSON.stringify(options)}`);
}
