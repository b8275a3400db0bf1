import { colourNames, dark } from './palette.ts';
import { variableOf } from './theme-css.ts';

/** Properties that hold data or words of the user, where a text that looks like a colour is no colour. */
const words: ReadonlySet<string> = new Set([
  'data',
  'datasets',
  'usermeta',
  'description',
  'text',
  'subtitle',
  'domain',
  'sort',
  'labelExpr',
]);

/** `spec` with every colour of the light palette replaced by the dark one's, or by its CSS variable. Data and words stay as they are. */
export function colourSpec<Spec extends object>(spec: Spec, theme: 'light' | 'dark' | 'css'): Spec {
  return theme === 'light' ? spec : (recoloured(spec, theme) as Spec);
}

function recoloured(node: unknown, theme: 'dark' | 'css'): unknown {
  if (typeof node === 'string') return recolouredText(node, theme);
  if (Array.isArray(node)) return node.map((child) => recoloured(child, theme));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, isWords(key, child) ? child : recoloured(child, theme)]));
}

function recolouredText(text: string, theme: 'dark' | 'css'): string {
  const name = colourNames.get(text);
  if (name === undefined) return text;
  return theme === 'dark' ? dark[name] : `var(${variableOf(name)})`;
}

function isWords(key: string, child: unknown): boolean {
  return words.has(key) || (key === 'title' && typeof child === 'string');
}
