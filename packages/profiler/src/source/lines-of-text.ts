/** Lines from 1 and columns from 0 of the offsets in a text. */
export interface LinesOfText {
  lineAt(offset: number): number;
  columnAt(offset: number): number;
}

const lineFeed = 10;
const carriageReturn = 13;
const lineSeparator = 0x2028;
const paragraphSeparator = 0x2029;

/** Hot: asked twice for every node of a bundle. A table of all offsets is filled faster than so many are searched. */
export function linesOfText(text: string): LinesOfText {
  const lines = new Uint32Array(text.length + 1);
  const starts = [0, 0];
  let line = 1;
  for (let offset = 0; offset < text.length; offset++) {
    lines[offset] = line;
    const code = text.charCodeAt(offset);
    const isBreak =
      code === lineFeed ||
      (code === carriageReturn && text.charCodeAt(offset + 1) !== lineFeed) ||
      code === lineSeparator ||
      code === paragraphSeparator;
    if (isBreak) starts[++line] = offset + 1;
  }
  lines[text.length] = line;
  const lineAt = (offset: number): number => lines[offset] ?? line;
  return { lineAt, columnAt: (offset) => offset - (starts[lineAt(offset)] ?? 0) };
}
