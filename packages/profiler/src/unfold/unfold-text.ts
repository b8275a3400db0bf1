import { childrenOf, isFunctionNode, type AnyNode } from '../source/syntax.ts';
import { parseWithoutPlaces } from '../source/syntax.ts';

/** A text with line breaks put in. */
export interface UnfoldedText {
  readonly text: string;
  /** Where the breaks are, by offset in the text as it was, in order. */
  readonly breaks: readonly number[];
}

/** Characters from which on a line is no longer one that somebody wrote: there every statement gets a line, not every function alone. */
const wideLine = 300;

/**
 * The same program with every function on lines of its own, so that the line of a tick tells the function. Nothing but line breaks is put in,
 * and none where one would end a statement. `linesBefore` empty lines come first: files whose lines differ can be told apart. Undefined for
 * what is not JavaScript.
 */
export function unfoldText(javaScript: string, linesBefore: number): UnfoldedText | undefined {
  const tree = parseWithoutPlaces(javaScript);
  if (!tree) return undefined;
  const isWide = javaScript.split('\n').some((line) => line.length > wideLine);
  const found = new Set<number>();
  visit(tree as AnyNode, undefined, '');
  const breaks = [...found].filter((offset) => !endsStatement(javaScript, offset)).toSorted((left, right) => left - right);
  let text = '\n'.repeat(linesBefore);
  let from = 0;
  for (const offset of breaks) {
    text += `${javaScript.slice(from, offset)}\n`;
    from = offset;
  }
  return { text: text + javaScript.slice(from), breaks };

  function visit(node: AnyNode, parent: AnyNode | undefined, key: string): void {
    if (isFunctionNode(node) && node.type !== 'Program') {
      const body = node['body'] as AnyNode;
      const isMember =
        parent?.type === 'MethodDefinition' || (parent?.type === 'Property' && key === 'value' && node.type === 'FunctionExpression');
      found.add(isMember && parent ? parent.start : node.start);
      found.add(body.type === 'BlockStatement' ? body.start + 1 : body.start);
      found.add(node.end);
    } else if (isWide && isListed(node, parent, key)) found.add(node.start);
    for (const [field, child] of childrenOf(node)) visit(child, node, field);
  }
}

function isListed(node: AnyNode, parent: AnyNode | undefined, key: string): boolean {
  switch (parent?.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return key === 'body';
    case 'SwitchCase':
      return key === 'consequent';
    case 'SequenceExpression':
    case 'VariableDeclaration':
    case 'LogicalExpression':
      return node.start > parent.start;
    case 'ConditionalExpression':
      return key !== 'test';
    default:
      return false;
  }
}

/** Whether a statement would end where a line ends, as behind `return`, or a word is split from the one it belongs to. */
function endsStatement(text: string, offset: number): boolean {
  return /(?:^|[^\w$.])(?:return|throw|yield|yield\s*\*|async|break|continue)\s*$/.test(text.slice(Math.max(0, offset - 24), offset));
}
