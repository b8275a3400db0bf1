import type { VegaLiteSpec } from '../chart/vega-lite-spec.ts';

/** `light` and `dark` are complete pictures; `css` takes every colour from the variables of `themeCss()`, one picture for both themes. */
export type SvgTheme = 'light' | 'dark' | 'css';

export interface RenderSvgOptions {
  /** Default `light`. */
  readonly theme?: SvgTheme;
  /** With `css`: put the variables into the file, for an SVG that stands alone. Default false: the page defines them. */
  readonly standalone?: boolean;
}

/** The chart as SVG text: `role="img"`, alternative text, ids that are unique to the chart, no script, no style attribute. */
export async function renderSvg(spec: VegaLiteSpec, options: RenderSvgOptions = {}): Promise<string> {
  throw new Error(`not drawn yet: ${spec.description} ${JSON.stringify(options)}`);
}
