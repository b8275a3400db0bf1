import { childrenOf, isFunctionNode, parseSource, type AnyNode } from '../../src/source/syntax.ts';

/**
 * The same program with every function on lines of its own, and `linesBefore` empty ones before all: the line of a tick tells the function
 * then, whatever V8 charged it to. `javaScript` is the text as it runs, with the same positions.
 */
export function spreadLines(text: string, javaScript: string, linesBefore: number): string {
  const pieces: (readonly [offset: number, piece: string])[] = [];
  visit(parseSource(javaScript) as AnyNode, undefined);
  const spread = pieces
    .toSorted(([left], [right]) => right - left)
    .reduce((all, [offset, piece]) => all.slice(0, offset) + piece + all.slice(offset), text);
  return '\n'.repeat(linesBefore) + spread;

  function visit(node: AnyNode, parent: AnyNode | undefined): void {
    if (isFunctionNode(node) && node.type !== 'Program') {
      const body = node['body'] as AnyNode;
      const isBlock = body.type === 'BlockStatement';
      // No line may end behind `return`.
      const needsBrackets = parent !== undefined && /^(?:ReturnStatement|YieldExpression)$/.test(parent.type);
      const isMethod = parent?.type === 'MethodDefinition' || (parent?.type === 'Property' && node.type === 'FunctionExpression');
      pieces.push([isMethod && parent ? parent.start : node.start, needsBrackets ? '(\n' : '\n']);
      pieces.push([isBlock ? body.start + 1 : body.start, '\n']);
      pieces.push([node.end, needsBrackets ? '\n)' : '\n']);
    }
    for (const [, child] of childrenOf(node)) visit(child, node);
  }
}

/** Index of the innermost function on every line, among the functions of the file: outer ones first, the file itself is 0. */
export function functionsByLine(javaScript: string): readonly number[] {
  const innermost: number[] = [];
  let count = 0;
  visit(parseSource(javaScript) as AnyNode);
  return innermost;

  function visit(node: AnyNode): void {
    if (isFunctionNode(node)) {
      const own = count++;
      for (let { line } = node.loc.start; line <= node.loc.end.line; line++) innermost[line] = own;
    }
    for (const [, child] of childrenOf(node)) visit(child);
  }
}
