/** One page of the reference, `path` relative to the workspace. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Says above every generated page how to make it anew. */
export const notice = '<!-- Written by `pnpm reference` from the sources: change those. -->';

/** A Markdown table; cells are escaped. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

/** Text in backticks, or nothing for nothing. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

/** Joins the blocks of a page by blank lines. */
export function page(path: string, blocks: readonly string[]): Page {
  return { path, text: `${blocks.filter((block) => block !== '').join('\n\n')}\n` };
}

/** A bar would end the cell, a line break the row; outside backticks an angle bracket would start a tag. */
function escapeCell(cell: string): string {
  const pieces = cell
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .split('`');
  return pieces.map((piece, index) => (index % 2 === 1 ? piece : piece.replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;'))).join('`');
}
