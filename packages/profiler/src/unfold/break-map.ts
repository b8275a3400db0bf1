const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The source map, as JSON, of a text that lines were put into: one mapping a line. */
export function breakMap(file: string, original: string, breaks: readonly number[], linesBefore: number): string {
  let mappings = ';'.repeat(linesBefore);
  let [line, column] = [0, 0];
  let [lastLine, lastColumn] = [0, 0];
  let next = 0;
  const begin = (): void => {
    // Generated column 0, source 0, then where that is in the source; all but the first relative to the mapping before.
    mappings += `AA${vlq(line - lastLine)}${vlq(column - lastColumn)}`;
    [lastLine, lastColumn] = [line, column];
  };
  begin();
  for (let offset = 0; offset < original.length; offset++) {
    if (breaks[next] === offset) {
      next++;
      mappings += ';';
      begin();
    }
    const code = original.charCodeAt(offset);
    const isBreak = code === 10 || (code === 13 && original.charCodeAt(offset + 1) !== 10) || code === 0x2028 || code === 0x2029;
    if (!isBreak) {
      column++;
      continue;
    }
    line++;
    column = 0;
    mappings += ';';
    begin();
  }
  return JSON.stringify({ version: 3, sources: [file], names: [], mappings });
}

/** Base 64 digits of five bits, the sign in the lowest of the first. */
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits.charAt(rest > 0 ? digit | 32 : digit);
  } while (rest > 0);
  return text;
}
