import type { SyntaxNode } from '../drivers/acorn.ts';
import type { Expression, ExpressionMaker } from './expression.ts';
import { lowerExpression } from './lower-expression.ts';

/** A construct outside the grammar: the function is left to JavaScript. Never leaves this folder. */
export class Unsupported extends Error {}

/** What names mean at one place of the body. */
export interface Scope {
  readonly values: ReadonlyMap<string, Expression>;
  readonly maker: ExpressionMaker;
  /** The text of a node, short enough for a message. */
  readonly excerpt: (node: SyntaxNode) => string;
  /** Whether results may differ in the last bit. */
  readonly fast: boolean;
}

/** The value of a function body: an expression, or a block of `const`, `if … return` and `return`. */
export function lowerBody(
  body: SyntaxNode,
  {
    names,
    maker,
    text,
    fast,
  }: { readonly names: readonly string[]; readonly maker: ExpressionMaker; readonly text: string; readonly fast: boolean },
): Expression {
  const values = new Map(names.map((name, index) => [name, maker.parameter(index)]));
  const excerpt = ({ start, end }: SyntaxNode): string => shorten(text.slice(start, end));
  const scope: Scope = { values, maker, excerpt, fast };
  if (body.type !== 'BlockStatement') return lowerExpression(body, scope);
  return lowerStatements(body['body'] as readonly SyntaxNode[], scope);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function lowerStatements(statements: readonly SyntaxNode[], scope: Scope): Expression {
  const [first, ...rest] = statements;
  if (!first) throw new Unsupported('it can end without a `return`');
  switch (first.type) {
    case 'ReturnStatement':
      if (!first['argument']) throw new Unsupported('it can return nothing');
      return lowerExpression(first['argument'] as SyntaxNode, scope);
    case 'EmptyStatement':
      return lowerStatements(rest, scope);
    case 'ExpressionStatement':
      // 'use strict' and the like.
      if (typeof first['directive'] === 'string') return lowerStatements(rest, scope);
      break;
    case 'BlockStatement':
      return lowerBlock(first['body'] as readonly SyntaxNode[], rest, scope);
    case 'VariableDeclaration':
      return lowerStatements(rest, declare(first, scope));
    case 'IfStatement': {
      const condition = toBoolean(lowerExpression(first['test'] as SyntaxNode, scope), scope);
      const then = lowerStatements([first['consequent'] as SyntaxNode], scope);
      const alternate = first['alternate'] as SyntaxNode | null;
      return scope.maker.operation('select', condition, then, lowerStatements(alternate ? [alternate, ...rest] : rest, scope));
    }
    default:
  }
  throw new Unsupported(`\`${scope.excerpt(first)}\` is neither a \`const\` nor a \`return\``);
}

/** What a block declares ends with it, so one that declares must also return. */
function lowerBlock(statements: readonly SyntaxNode[], rest: readonly SyntaxNode[], scope: Scope): Expression {
  const declares = statements.some(({ type }) => type === 'VariableDeclaration');
  return lowerStatements(declares ? statements : [...statements, ...rest], scope);
}

function declare(declaration: SyntaxNode, scope: Scope): Scope {
  if (declaration['kind'] !== 'const') throw new Unsupported(`\`${scope.excerpt(declaration)}\` can change; only \`const\` is compiled`);
  const values = new Map(scope.values);
  const inner: Scope = { ...scope, values };
  for (const { id, init } of declaration['declarations'] as readonly { readonly id: SyntaxNode; readonly init: SyntaxNode }[]) {
    if (id.type !== 'Identifier') throw new Unsupported(`\`${scope.excerpt(id)}\` takes something apart`);
    values.set(id['name'] as string, lowerExpression(init, inner));
  }
  return inner;
}

/** Truth as JavaScript sees it: not 0, −0 or NaN. */
export function toBoolean(value: Expression, { maker }: Pick<Scope, 'maker'>): Expression {
  return value.type === 'boolean' ? value : maker.operation('toBoolean', value);
}
