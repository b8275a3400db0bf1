import type { Token } from './tokens.ts';

export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'cell'; readonly name: string }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Formula[] };

const strength: Readonly<Record<string, number>> = { '<': 1, '>': 1, '+': 2, '-': 2, '*': 3, '/': 3 };

class Parser {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expression(least = 0): Formula {
    let left = this.#operand();
    for (;;) {
      const token = this.#tokens[this.#at];
      const power = token?.kind === 'sign' ? (strength[token.text] ?? 0) : 0;
      if (token?.kind !== 'sign' || power <= least) return left;
      this.#at++;
      left = { kind: 'binary', sign: token.text, left, right: this.expression(power) };
    }
  }

  #operand(): Formula {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new SyntaxError('the formula ends too early');
    if (token.kind === 'number') return token;
    if (token.kind === 'name')
      return this.#isNext('(') ? { kind: 'call', name: token.text, parts: this.#parts() } : { kind: 'cell', name: token.text };
    const inner = this.expression();
    this.#at++;
    return inner;
  }

  #parts(): Formula[] {
    const parts: Formula[] = [];
    do {
      this.#at++;
      parts.push(this.expression());
    } while (this.#isNext(','));
    this.#at++;
    return parts;
  }

  #isNext(sign: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' && token.text === sign;
  }
}

export function parseFormula(tokens: readonly Token[]): Formula {
  return new Parser(tokens).expression();
}
