import type { ChartOptions } from '../../chart/chart-options.ts';
import type { VegaLiteSpec } from '../../chart/vega-lite-spec.ts';
import { formatValue } from '../../number-format/format-value.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The chart with words on every point: its name, where it lies and its value, for the page to show under the pointer. `names` are the
 * series in their order. Points only: lines and areas have no one value.
 */
export function withMarkLabels(spec: VegaLiteSpec, names: readonly string[], options: ChartOptions): VegaLiteSpec {
  const layers = spec['layer'] as readonly Json[];
  const shared = valuesOf(spec);
  return { ...spec, layer: layers.map((layer) => labelled(layer, valuesOf(layer) ?? shared ?? [], names, options)) };
}

function labelled(layer: Json, values: readonly Json[], names: readonly string[], options: ChartOptions): Json {
  const { mark, encoding = {} } = layer as { readonly mark?: Json; readonly encoding?: Readonly<Record<string, Json>> };
  if (mark?.['type'] !== 'point') return layer;
  const [x, y] = [measuredField(encoding['x']), measuredField(encoding['y'])];
  if (x === undefined) return layer;
  const words = (value: Json): string => {
    const name = value['name'] ?? names[Number(value['series'])];
    const [at, amount] = y === undefined ? [undefined, value[x]] : [value[x], value[y]];
    const place = at === undefined ? '' : `${options.xLabel ?? ''} ${formatValue(at as number, options.xUnit)}`.trim();
    const head = [name, place]
      .filter((part) => part !== undefined && part !== '')
      .map(String)
      .join(', ');
    return `${head}: ${formatValue(amount as number, options.unit)}`;
  };
  return {
    ...layer,
    data: { values: values.map((value) => ({ ...value, words: words(value) })) },
    mark: { ...mark, aria: true },
    encoding: { ...encoding, description: { field: 'words', type: 'nominal' } },
  };
}

/** The field of a channel that is drawn on an axis, rather than at a pixel. */
function measuredField(channel: Json | undefined): string | undefined {
  return channel?.['type'] === 'quantitative' && channel['scale'] !== null ? (channel['field'] as string | undefined) : undefined;
}

function valuesOf(holder: Json): readonly Json[] | undefined {
  return (holder['data'] as { readonly values?: readonly Json[] } | undefined)?.values;
}
