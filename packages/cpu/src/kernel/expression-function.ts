import { childrenOf, parseExpressionText, type SyntaxNode } from '../drivers/acorn.ts';

/** The text of a function: as it is, or for a bare expression such as `(x - d) * g` with its names as parameters, in order of appearance. */
export function functionTextOf(text: string): string {
  const tree = parseExpressionText(`(${text})`);
  if (/Function/.test(tree.type)) return text;
  return `(${freeNamesOf(tree).join(', ')}) => ${text}`;
}

/** Names that a tree reads and that are no globals, in order of appearance. */
export function freeNamesOf(tree: SyntaxNode): readonly string[] {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Identifier' && !((node['name'] as string) in globalThis)) names.add(node['name'] as string);
    for (const child of childrenOf(node)) {
      const isKey = node.type === 'MemberExpression' && node['computed'] !== true && node['property'] === child;
      if (!isKey) visit(child);
    }
  };
  visit(tree);
  return [...names];
}
