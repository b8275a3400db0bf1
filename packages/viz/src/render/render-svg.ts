import { describe, isNsiError } from '@nsi/core';
import type { VegaLiteSpec } from '../chart/vega-lite-spec.ts';
import { vizError } from '../errors.ts';
import { colourSpec } from '../theme/colour-spec.ts';
import { themeCss } from '../theme/theme-css.ts';
import { loadVega } from './load-vega.ts';

/** `light` and `dark` are complete pictures; `css` takes every colour from the variables of `themeCss()`, one picture for both themes. */
export type SvgTheme = 'light' | 'dark' | 'css';

/** Colours of an SVG. */
export interface RenderSvgOptions {
  /** Default `light`. */
  readonly theme?: SvgTheme;
  /** With `css`: put the variables into the file, for an SVG that stands alone. Default false: the page defines them and paints the paper. */
  readonly standalone?: boolean;
}

/**
 * The chart as SVG text: `role="img"`, alternative text, ids that are unique to the chart, no script, no style attribute.
 * Rejects with `NSI_VIZ_RENDER` when the document cannot be drawn.
 */
export async function renderSvg(spec: VegaLiteSpec, options: RenderSvgOptions = {}): Promise<string> {
  const { theme = 'light', standalone = false } = options;
  if (!['light', 'dark', 'css'].includes(theme)) {
    throw vizError('NSI_VIZ_CHART_OPTIONS', `expected \`theme\` to be light, dark or css, got ${describe(theme)}`);
  }
  const isOnPage = theme === 'css' && !standalone;
  const coloured = colourSpec(isOnPage ? { ...spec, background: 'transparent' } : spec, theme);
  const svg = await draw(coloured);
  return finish(svg, spec, theme === 'css' && standalone ? themeCss() : '');
}

async function draw(spec: VegaLiteSpec): Promise<string> {
  const vega = await loadVega();
  try {
    // Warnings are for authors of Vega-Lite documents; ours are checked by tests, and a library does not print.
    const { spec: compiled } = vega.compile(spec as unknown as Parameters<typeof vega.compile>[0], { logger: silent });
    const view = new vega.View(vega.parse(compiled), { renderer: 'none', logLevel: vega.None, logger: silent, loader: closedLoader });
    try {
      return await view.toSVG();
    } finally {
      view.finalize();
    }
  } catch (error) {
    if (isNsiError(error)) throw error;
    throw vizError('NSI_VIZ_RENDER', `expected a Vega-Lite document that can be drawn, got one that fails: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** A picture is made of the document alone: nothing is fetched and no file is read. */
const closedLoader = Object.freeze({
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
  options: {},
});

function refuse(address: unknown): Promise<never> {
  return Promise.reject(
    vizError('NSI_VIZ_RENDER', `expected a document with its data inside, got one that loads ${JSON.stringify(address)?.slice(0, 200)}`),
  );
}

interface SilentLogger {
  level(value?: number): SilentLogger;
  error(...words: readonly unknown[]): SilentLogger;
  warn(...words: readonly unknown[]): SilentLogger;
  info(...words: readonly unknown[]): SilentLogger;
  debug(...words: readonly unknown[]): SilentLogger;
}

const silent: SilentLogger = {
  level: () => silent,
  error: (...words) => {
    throw words.find((word) => word instanceof Error) ?? new Error(words.map(String).join(' '));
  },
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/** Makes the SVG fit into any page: a role and a name for assistive technology, and ids that no other chart uses. */
function finish(svg: string, spec: VegaLiteSpec, css: string): string {
  const prefix = `nsi${fingerprint(svg)}`;
  const [start = '', ...rest] = sized(svg, spec.usermeta?.nsi?.width).split(/(?<=^<svg[^>]*>)/);
  const opened = start.replace(/ class="marks"/, '').replace(/>$/, ` role="img" aria-label="${escapeAttribute(spec.description)}">`);
  const style = css === '' ? '' : `<style>${css}</style>`;
  const body = rest.join('').replace(hiddenText, '');
  return opened + style + body.replace(/<[^>]*>/g, (tag) => renamed(tag, prefix));
}

/** Tick labels that Vega hides because they would overlap; a screen reader or a search would still find them. */
const hiddenText = /<text(?=[^>]* opacity="0")[^>]*>[^<]*<\/text>/g;

/** Charts that were asked for in one width get it to the pixel, so that a page never scales two of them differently. */
function sized(svg: string, width: number | undefined): string {
  const size = / width="([\d.]+)" height="([\d.]+)" viewBox="[^"]*"/.exec(svg);
  if (width === undefined || size === null || Number(size[1]) >= width) return svg;
  const [found, natural, height] = size;
  return svg
    .replace(found, ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`)
    .replace(`<rect width="${natural}" height="${height}"`, `<rect width="${width}" height="${height}"`);
}

function renamed(tag: string, prefix: string): string {
  return tag.replace(/ id="(clip|gradient_)/, ` id="${prefix}$1`).replace(/="url\(#(clip|gradient_)/g, `="url(#${prefix}$1`);
}

/** FNV-1a: equal pictures get equal ids. Not `node:crypto`, which takes 8 ms to load. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
