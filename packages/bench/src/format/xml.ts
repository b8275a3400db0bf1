/** An XML element as a reader of machine-written files needs it: attributes, text of its own and children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: OpenElement[];
  text: string;
}

const maxDepth = 100;
const entities: Readonly<Record<string, string>> = Object.freeze({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" });
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The root element of an XML text; `undefined` when it is not well formed. No document types and no entities of their own are read,
 * so a file cannot grow in memory or reach for another.
 */
export function parseXml(text: string): XmlElement | undefined {
  const root: OpenElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  token.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    const parent = open.at(-1);
    if (match === null || parent === undefined) return undefined;
    const [, cdata, closed, opened, attributes = '', isEmpty, characters] = match;
    if (closed !== undefined) {
      if (open.length === 1 || parent.name !== closed) return undefined;
      open.pop();
    } else if (opened !== undefined) {
      const element: OpenElement = { name: opened, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (isEmpty !== '/' && open.push(element) > maxDepth) return undefined;
    } else {
      parent.text += cdata ?? decodeXml(characters ?? '');
    }
  }
  const [only] = root.children;
  return open.length === 1 && root.children.length === 1 && root.text.trim() === '' ? only : undefined;
}

/** Text for an attribute or a body. Characters that XML cannot hold become the replacement character. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- the control characters that XML 1.0 forbids
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll(/[\t\n\r]/g, (character) => `&#${character.codePointAt(0)};`)
  );
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(attribute)].map(([, name = '', double, single]) => [name, decodeXml(double ?? single ?? '')]));
}

function decodeXml(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] as string) : whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
