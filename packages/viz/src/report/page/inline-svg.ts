import { type Html, trustedMarkup } from './html.ts';
import { sha256 } from './sha256.ts';
import { slimPath } from './slim-path.ts';

/**
 * A chart of this package for a page whose style sheet sets the font: without what the page says once for all charts and without what
 * draws nothing. A quarter of the size, the same picture. The words of a mark, which assistive technology does not reach inside a picture
 * (the table beside it tells the same), become `data-words` for the page's script.
 */
export function inlineSvg(svg: string): Html {
  return trustedMarkup(withOwnIds(svg.replace(/<[^>]*>/g, (tag) => slimTag(tag))));
}

/** Ids made from the picture alone. Vega numbers them over all charts of a process; the same report must give the same page. */
function withOwnIds(svg: string): string {
  const names = [...new Set(Array.from(svg.matchAll(/ id="([^"]*)"/g), ([, name = '']) => name))];
  if (names.length === 0) return svg;
  const anonymous = names.reduce((text, name) => text.replaceAll(name, ''), svg);
  const prefix = sha256(anonymous, 'hex').slice(0, 8);
  return names.reduce(
    (text, name, index) => text.replaceAll(`"${name}"`, `"c${prefix}-${index}"`).replaceAll(`#${name})`, `#c${prefix}-${index})`),
    svg,
  );
}

const drawsNothing = /^<path[^>]* d="(?:|M0,0h0v0h0Z)"[^>]*\/>$/;
const isWords = /^<path[^>]* aria-roledescription="symbol mark"/;

function slimTag(tag: string): string {
  if (drawsNothing.test(tag)) return '';
  if (tag.startsWith('<svg')) return withoutDefaults(tag);
  const spoken = isWords.test(tag) ? tag.replace(' aria-label=', ' data-words=') : tag;
  return circle(withoutDefaults(spoken).replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, ''));
}

function withoutDefaults(tag: string): string {
  return tag.replace(/ ([\w:-]+)="([^"]*)"/g, (attribute, name: string, value: string) => {
    if (defaults.get(name)?.test(value)) return '';
    if (name === 'd') return ` d="${slimPath(value.replace(longNumber, shortNumber))}"`;
    return numeric.has(name) ? ` ${name}="${value.replace(longNumber, shortNumber)}"` : attribute;
  });
}

/** A point drawn as two arcs is a circle; its stroke has no colour, so its width says nothing. */
function circle(tag: string): string {
  if (!tag.startsWith('<path')) return tag;
  const shape = / d="M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0"/.exec(tag);
  const place = / transform="translate\((-?[\d.]+),(-?[\d.]+)\)"/.exec(tag);
  const plain = / stroke="/.test(tag) ? tag : tag.replace(/ stroke-width="[^"]*"/, '');
  if (!shape || !place) return plain;
  return plain.replace('<path', '<circle').replace(shape[0], ` r="${shape[1]}"`).replace(place[0], ` cx="${place[1]}" cy="${place[2]}"`);
}

const longNumber = /\d+\.\d{3,}(?!\d*e)/g;
const shortNumber = (number: string): string => String(Number(Number(number).toFixed(2)));

/** Attributes that say what holds anyway on this page. */
const defaults: ReadonlyMap<string, RegExp> = new Map([
  ['font-family', /^Inter\b/],
  ['font-weight', /^(?:400|normal)$/],
  ['opacity', /^1$/],
  ['pointer-events', /^none$/],
  ['class', /./],
  ['xmlns', /./],
  ['xmlns:xlink', /./],
  ['version', /./],
]);

const numeric: ReadonlySet<string> = new Set([
  'transform',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'width',
  'height',
  'points',
  'stroke-width',
]);
