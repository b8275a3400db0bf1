/** All of Vega that is called, in one module: the build bundles it into one chunk that only a picture loads. */
import * as vega from 'vega';

export { None, parse, View } from 'vega';
export { compile } from 'vega-lite';

/** How Vega measures text; exported by the package and missing from its types. */
export const textMetrics: { width: (style: object, text: unknown) => number } = (
  vega as unknown as { readonly textMetrics: { width: (style: object, text: unknown) => number } }
).textMetrics;
