import { type Html, trustedMarkup } from './html.ts';

const escapes: Readonly<Record<string, string>> = {
  '<': String.raw`\u003c`,
  '>': String.raw`\u003e`,
  '&': String.raw`\u0026`,
  '\u2028': String.raw`\u2028`,
  '\u2029': String.raw`\u2029`,
};

/** A list or record without another in it, over several lines. Line breaks stand between JSON's parts only, never in a string. */
const flatPart = /[[{]\n[^[\]{}]*[\]}]/g;

/**
 * JSON that can stand in an element or a script block: it holds no `<`, `>` or `&`, so nothing in it can close a tag or start a comment.
 * Outside strings JSON has none of them; inside, `\u003c` means the same. Numbers JSON cannot write become `null`.
 */
export function jsonText(value: unknown, indent?: number): Html {
  const text = (JSON.stringify(value, undefined, indent) ?? 'null').replace(flatPart, (part) => part.replace(/\n\s*/g, ' '));
  return trustedMarkup(text.toWellFormed().replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? ''));
}
