import { chart } from '../../chart/chart.ts';
import type { ChartData, ChartKind } from '../../chart/chart-data.ts';
import type { ChartOptions } from '../../chart/chart-options.ts';
import { tableOf } from '../../chart/table-of.ts';
import type { VegaLiteSpec } from '../../chart/vega-lite-spec.ts';
import { renderSvg } from '../../render/render-svg.ts';
import { html, type Html } from './html.ts';
import { inlineSvg } from './inline-svg.ts';
import { withMarkLabels } from './mark-labels.ts';
import { renderTable } from './table.ts';

/** A chart with its words and its table twin. */
export interface Figure<Kind extends ChartKind = ChartKind> {
  readonly kind: Kind;
  readonly data: ChartData[Kind];
  readonly options: ChartOptions;
  /** Says what is drawn and what to look for; stands below the chart and names the table. */
  readonly caption: string;
  /** `full` takes the whole column, with a drawing of its own for narrow screens; `half` stands two abreast. */
  readonly width: 'full' | 'half';
  /** What stands in the chart's place on a narrow screen; left out, a `full` chart is drawn once more for it. */
  readonly narrow?: Html;
}

const widths = Object.freeze({ full: 920, half: 400, narrow: 340 });

/** Draws every chart at the size it is shown at, so that letters and marks are equally big in all of them. */
export async function renderFigure<Kind extends ChartKind>(figure: Figure<Kind>): Promise<Html> {
  const { kind, data, options, caption, width } = figure;
  const names = data.map((row) => ('name' in row ? row.name : ''));
  const draw = async (spec: VegaLiteSpec): Promise<Html> =>
    inlineSvg(await renderSvg(withMarkLabels(spec, names, options), { theme: 'css' }));
  const spec = chart(kind, data, { ...options, width: widths[width] });
  const [wide, narrow] = await Promise.all([
    draw(spec),
    figure.narrow ?? (width === 'full' ? draw(chart(kind, data, { ...options, width: widths.narrow })) : undefined),
  ]);
  const { columns, rows } = tableOf(spec);
  const twin = renderTable({
    caption,
    columns: columns.map(({ name, align }) => ({ label: name, isNumeric: align === 'right' })),
    rows: rows.map((cells) => ({ cells })),
  });
  return html`<figure class="figure figure--${width}">
    <div class="chart${narrow && ' chart--wide'}">${wide}</div>
    ${narrow && html`<div class="chart chart--narrow">${narrow}</div>`}
    <figcaption>${caption}</figcaption>
    <details class="twin">
      <summary>The numbers of this chart</summary>
      ${twin}
    </details>
  </figure> `;
}
