import type { Token } from './tokens.mts';

export type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'pair'; readonly sign: string; readonly left: Tree; readonly right: Tree };

const levels: ReadonlyArray<ReadonlySet<string>> = [
  new Set(['or']),
  new Set(['and']),
  new Set(['<', '>', '<=', '>=', '==']),
  new Set(['+', '-']),
  new Set(['*', '/']),
];

class Parser {
  #at = 0;
  readonly #list: readonly Token[];

  constructor(list: readonly Token[]) {
    this.#list = list;
  }

  tree(level = 0): Tree {
    const signs = levels[level];
    if (!signs) return this.#leaf();
    let left = this.tree(level + 1);
    for (let sign = this.#list[this.#at]; sign && signs.has(sign.text); sign = this.#list[this.#at]) {
      this.#at++;
      left = { kind: 'pair', sign: sign.text, left, right: this.tree(level + 1) };
    }
    return left;
  }

  #leaf(): Tree {
    const token = this.#list[this.#at++];
    if (token?.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token?.kind === 'name') return { kind: 'name', name: token.text };
    const inner = this.tree();
    this.#at++;
    return inner;
  }
}

export const parse = (list: readonly Token[]): Tree => new Parser(list).tree();
