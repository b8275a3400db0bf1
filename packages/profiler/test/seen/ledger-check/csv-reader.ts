export interface CsvOptions {
  readonly separator?: string;
}

export class CsvReader {
  readonly #separator: string;

  constructor({ separator = ',' }: CsvOptions = {}) {
    this.#separator = separator;
  }

  /** Rows below the head, as arrays of cells. */
  *rows(text: string): Generator<string[]> {
    let from = text.indexOf('\n') + 1;
    while (from < text.length) {
      const end = text.indexOf('\n', from);
      const to = end < 0 ? text.length : end;
      yield this.#cells(text, from, to);
      from = to + 1;
    }
  }

  #cells(text: string, from: number, to: number): string[] {
    const cells: string[] = [];
    let at = from;
    while (at <= to) {
      if (text[at] === '"') {
        let end = text.indexOf('"', at + 1);
        while (text[end + 1] === '"') end = text.indexOf('"', end + 2);
        cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
        at = end + 2;
        continue;
      }
      const next = text.indexOf(this.#separator, at);
      const end = next < 0 || next > to ? to : next;
      cells.push(text.slice(at, end));
      at = end + 1;
    }
    return cells;
  }
}
