/** C0, C1, bidirectional overrides, line separators and lone surrogates: none may reach an SVG or a terminal. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+|\p{Cs}/gu;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const maxLength = 2000;

/** One printable line: what a stranger's name may contribute to a picture. Bounded to 2,000 characters. */
export function cleanText(text: string): string {
  const bounded = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return bounded.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim();
}

/** A name as it stands in a sentence: printable and at most 60 characters. */
export function shortName(name: string): string {
  const text = cleanText(name);
  return text.length <= 60 ? text : `${text.slice(0, 36)}…${text.slice(-22)}`;
}

/** `text` kept from reordering what stands beside it, when it is written from right to left. */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}
