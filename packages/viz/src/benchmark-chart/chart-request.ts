import { chart } from '../chart/chart.ts';
import type { ChartData, ChartKind } from '../chart/chart-data.ts';
import type { ChartOptions } from '../chart/chart-options.ts';
import type { VegaLiteSpec } from '../chart/vega-lite-spec.ts';

/** What `chart()` is called with: data and words made from a report. */
export interface ChartRequest<Kind extends ChartKind = ChartKind> {
  readonly kind: Kind;
  readonly data: ChartData[Kind];
  readonly options: ChartOptions;
}

/** Makes the chart; `options` go before those of the request. */
export function chartOf<Kind extends ChartKind>(request: ChartRequest<Kind>, options: ChartOptions = {}): VegaLiteSpec {
  return chart(request.kind, request.data, { ...request.options, ...options });
}
