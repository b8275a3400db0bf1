/** Markup that is safe to put into the page. Only `html`, `join` and `trustedMarkup` make it; any other value is escaped on its way in. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

/** What a template may hold: lists are joined, `undefined`, `null` and `false` leave nothing behind. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[];

/** Template tag: `` html`<td>${name}</td>` ``. Values are escaped for text and for quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(unindented(strings).reduce((markup, string, index) => markup + markupOf(values[index - 1]) + string));
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Indentation is for the readers of the source: a page of a thousand rows goes without. */
function unindented(strings: TemplateStringsArray): readonly string[] {
  const before = known.get(strings);
  if (before) return before;
  const plain = strings.map((string) => string.replace(/\n\s+/g, '\n'));
  known.set(strings, plain);
  return plain;
}

/** Takes `markup` as it is: for charts this package drew and text it escaped itself, never for anything a report brought. */
export function trustedMarkup(markup: string): Html {
  return new Html(markup);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that HTML cannot hold become U+FFFD, so that a page stays well formed whatever a name brings. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;

/** Text as it may stand between tags or in a quoted attribute. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(forbidden, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function markupOf(value: HtmlValue): string {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map((part: HtmlValue) => markupOf(part)).join('');
  if (value === undefined || value === null || value === false) return '';
  return escapeText(String(value));
}
