/** Writes text with indentation, never two blanks or two ends of line in a row. */
export class Printer {
  #out = '';
  #depth = 0;
  readonly #indent: string;

  constructor({ indent = '\t' }: { readonly indent?: string } = {}) {
    this.#indent = indent;
  }

  get #last(): string {
    return this.#out.charAt(this.#out.length - 1); // <- slow
  }

  nested(print: () => void): void {
    this.#depth++;
    print();
    this.#depth--;
  }

  word(word: string): void {
    if (this.#last === '\n' || this.#last === '') this.#out += this.#indent.repeat(this.#depth);
    else this.#out += ' ';
    this.#out += word;
  }

  line(text: string): void {
    this.word(text);
    this.endLine();
  }

  endLine(): void {
    if (this.#last !== '\n') this.#out += '\n';
  }

  toString(): string {
    return this.#out;
  }
}
