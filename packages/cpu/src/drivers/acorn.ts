import { createRequire } from 'node:module';
import type * as acorn from 'acorn';

let loaded: typeof acorn | undefined;

/** The only door to acorn: loaded by the first text that is parsed, at once, because `kernel()` returns at once. */
function load(): typeof acorn {
  const require = createRequire(import.meta.url);
  return (loaded ??= require('acorn') as typeof acorn);
}

/** A node of a syntax tree as the walkers here read it: its kind, its place in the text, its parts by name. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** The tree of one expression, such as an arrow function in brackets; throws `SyntaxError`. */
export function parseExpressionText(text: string): SyntaxNode {
  const { body } = load().parse(text, { ecmaVersion: 'latest' }) as unknown as { readonly body: readonly SyntaxNode[] };
  const [statement] = body;
  if (body.length !== 1 || statement?.type !== 'ExpressionStatement') throw new SyntaxError('expected one expression');
  return statement['expression'] as SyntaxNode;
}

/** The tree of a whole script or module; throws acorn's `SyntaxError`. */
export function parseProgramText(text: string): SyntaxNode {
  const options = { ecmaVersion: 'latest', allowHashBang: true, allowReturnOutsideFunction: true } as const;
  try {
    return load().parse(text, { ...options, sourceType: 'module' }) as unknown as SyntaxNode;
  } catch {
    // CommonJS may use what modules may not, such as `with` or octal literals.
    return load().parse(text, { ...options, sourceType: 'script' }) as unknown as SyntaxNode;
  }
}

/** Parts of a node that are nodes themselves, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node)
    .flat()
    .filter((part): part is SyntaxNode => typeof part === 'object' && part !== null && typeof (part as SyntaxNode).type === 'string');
}
