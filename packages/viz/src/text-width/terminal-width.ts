const markPattern = /\p{Mark}|\p{Cf}/u;
const widePattern = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Cells of a terminal that one printable line takes: two for East Asian letters and emoji, none for marks. */
export function terminalWidth(text: string): number {
  let width = 0;
  for (const character of text) width += cellsOf(character);
  return width;
}

/** `text` cut to `width` cells with an ellipsis in the middle, and filled with spaces to exactly that on the side away from `align`. */
export function terminalCell(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fitted = terminalWidth(text) <= width ? text : shortened(text, width);
  const space = ' '.repeat(Math.max(0, width - terminalWidth(fitted)));
  return align === 'left' ? fitted + space : space + fitted;
}

function cellsOf(character: string): number {
  if (markPattern.test(character)) return 0;
  return widePattern.test(character) ? 2 : 1;
}

function shortened(text: string, width: number): string {
  const characters = Array.from(text);
  const head = taken(characters, Math.ceil((width - 1) / 2));
  const tail = taken(characters.toReversed(), Math.floor((width - 1) / 2));
  return `${head.join('')}…${tail.toReversed().join('')}`;
}

function taken(characters: readonly string[], cells: number): readonly string[] {
  let left = cells;
  const end = characters.findIndex((character) => (left -= cellsOf(character)) < 0);
  return end === -1 ? characters : characters.slice(0, end);
}
