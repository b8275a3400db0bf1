import { textWidth } from './text-width.ts';

/** `text` when it fits into `maxWidth` pixels, else its two ends around an ellipsis: names differ at either end. */
export function fitText(text: string, maxWidth: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= maxWidth) return text;
  const characters = graphemes(text);
  let [kept, dropped] = [0, characters.length];
  while (dropped - kept > 1) {
    const middle = Math.floor((kept + dropped) / 2);
    if (textWidth(ends(characters, middle), fontSize) <= maxWidth) kept = middle;
    else dropped = middle;
  }
  return ends(characters, kept);
}

export interface WrapOptions {
  /** Default false. */
  readonly isBold?: boolean;
  /** Default 3. */
  readonly maxLines?: number;
}

/** `text` broken at spaces into at most `maxLines` lines of at most `maxWidth` pixels; what is left over is cut with an ellipsis. */
export function wrapText(text: string, maxWidth: number, fontSize: number, options: WrapOptions = {}): readonly string[] {
  const { isBold = false, maxLines = 3 } = options;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, fontSize, isBold) <= maxWidth) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
  }
  lines.push(line);
  const size = isBold ? fontSize * 1.13 : fontSize;
  const kept = lines.length > maxLines ? [...lines.slice(0, maxLines - 1), lines.slice(maxLines - 1).join(' ')] : lines;
  return kept.map((line) => fitText(line, maxWidth, size));
}

/** A letter with its marks, or several joined: near enough to what a reader calls a character, without the 15 ms of `Intl.Segmenter`. */
const graphemePattern = /\P{Mark}(?:\p{Mark}|\u200d\P{Mark})*|\p{Mark}/gu;

function graphemes(text: string): readonly string[] {
  return text.match(graphemePattern) ?? [];
}

function ends(characters: readonly string[], kept: number): string {
  const head = Math.ceil(kept / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`;
}
