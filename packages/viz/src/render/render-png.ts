import { fileURLToPath } from 'node:url';
import type { VegaLiteSpec } from '../chart/vega-lite-spec.ts';
import { vizError } from '../errors.ts';
import { renderSvg } from './render-svg.ts';

/** Size and colours of a PNG. */
export interface RenderPngOptions {
  /** Pixels of the picture for each pixel of the chart, above 0 and at most 8. Default 2, for dense screens. */
  readonly scale?: number;
  /** Default `light`. */
  readonly theme?: 'light' | 'dark';
}

/** Bounds the memory of one picture: 64 million pixels are 256 MiB. */
const maxPixels = 64_000_000;

/** The chart as a PNG image, drawn with the fonts of the package: the same bytes on every machine for the scripts those fonts hold. */
export async function renderPng(spec: VegaLiteSpec, options: RenderPngOptions = {}): Promise<Uint8Array> {
  const { scale = 2, theme = 'light' } = options;
  if (!(scale > 0 && scale <= 8))
    throw vizError('NSI_VIZ_CHART_OPTIONS', `expected \`scale\` to be above 0 and at most 8, got ${String(scale)}`);
  if (theme !== 'light' && theme !== 'dark') {
    throw vizError('NSI_VIZ_CHART_OPTIONS', `expected \`theme\` of a PNG to be light or dark, got ${String(theme)}`);
  }
  const [{ Resvg }, svg] = await Promise.all([import('@resvg/resvg-js'), renderSvg(spec, { theme })]);
  const picture = new Resvg(svg, {
    font: { fontFiles: [...fontFiles], loadSystemFonts: needsSystemFonts(svg), defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: scale },
  });
  if (picture.width * picture.height * scale ** 2 > maxPixels) {
    throw vizError(
      'NSI_VIZ_CHART_OPTIONS',
      `expected a picture of at most ${maxPixels} pixels, got ${picture.width} × ${picture.height} at scale ${scale}`,
      {
        hint: 'Pass a smaller `scale`.',
      },
    );
  }
  return picture.render().asPng();
}

// `src/render` and `dist` are one and two folders deep, so the package's root is found by its name.
const fontFiles: readonly string[] = Object.freeze(
  ['Inter-Regular', 'Inter-SemiBold', 'DejaVuSans'].map((name) => `${fontFolder()}${name}.ttf`),
);

function fontFolder(): string {
  const depth = import.meta.url.endsWith('.ts') ? '../../fonts/' : '../fonts/';
  return fileURLToPath(new URL(depth, import.meta.url));
}

/** Letters that neither bundled font holds: East Asian, Indic and South-East Asian scripts, emoji. */
function needsSystemFonts(svg: string): boolean {
  return /[\u0900-\u0e7f\u0e80-\u109f\u1100-\u11ff\u1200-\u137f\u1780-\u18af\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[\u{10000}-\u{1ffff}]/u.test(
    svg,
  );
}
