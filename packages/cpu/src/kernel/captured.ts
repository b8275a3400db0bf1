import { childrenOf, type SyntaxNode } from '../drivers/acorn.ts';

/**
 * First name that a function uses and does not declare, and that is no global of JavaScript: a variable of the code around it, whose value
 * the text does not show. Scopes are taken together, which can only miss a capture, never invent one.
 */
export function findCaptured(root: SyntaxNode): string | undefined {
  const declared = new Set<string>(['arguments']);
  const used: string[] = [];
  const visit = (node: SyntaxNode, isBinding: boolean): void => {
    if (node.type === 'Identifier') {
      if (isBinding) declared.add(node['name'] as string);
      else used.push(node['name'] as string);
      return;
    }
    for (const child of childrenOf(node)) {
      if (isPlainKey(node, child)) continue;
      visit(child, bindsName(node, child) || (isBinding && !isDefaultValue(node, child)));
    }
  };
  visit(root, false);
  return used.find((name) => !declared.has(name) && !(name in globalThis));
}

/** A name that is only a key: `.length`, `{ key: … }`. */
function isPlainKey(parent: SyntaxNode, child: SyntaxNode): boolean {
  if (parent['computed'] === true) return false;
  if (parent.type === 'MemberExpression') return parent['property'] === child;
  return (parent.type === 'Property' || parent.type === 'MethodDefinition') && parent['key'] === child && parent['shorthand'] !== true;
}

function bindsName(parent: SyntaxNode, child: SyntaxNode): boolean {
  if (/Function/.test(parent.type)) return child !== parent['body'];
  if (parent.type === 'VariableDeclarator' || parent.type === 'ClassDeclaration') return parent['id'] === child;
  return parent.type === 'CatchClause' && parent['param'] === child;
}

function isDefaultValue(parent: SyntaxNode, child: SyntaxNode): boolean {
  return parent.type === 'AssignmentPattern' && parent['right'] === child;
}
