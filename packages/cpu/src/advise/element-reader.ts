import { childrenOf, parseExpressionText, type SyntaxNode } from '../drivers/acorn.ts';
import { freeNamesOf } from '../kernel/expression-function.ts';
import { parseKernel } from '../kernel/parse-kernel.ts';

/** Reads a loop's body with `array[index]` as `array`: what is left is a function of single values. */
export interface ElementReader {
  /** Arrays met so far. */
  readonly arrays: ReadonlySet<string>;
  read(node: SyntaxNode): string;
  readElement(array: string): string;
}

/** A reader over `text`, into which the nodes point. */
export function createElementReader(text: string, index: string): ElementReader {
  const arrays = new Set<string>();
  const readElement = (array: string): string => {
    arrays.add(array);
    return array;
  };
  const read = (node: SyntaxNode): string => {
    const element = elementName(node, index);
    if (element !== undefined) return readElement(element);
    let result = '';
    let at = node.start;
    for (const child of childrenOf(node).toSorted((left, right) => left.start - right.start)) {
      result += text.slice(at, child.start) + read(child);
      at = child.end;
    }
    return result + text.slice(at, node.end);
  };
  return { arrays, read, readElement };
}

/** `array` of `array[index]`. */
export function elementName(node: SyntaxNode, index: string): string | undefined {
  if (node.type !== 'MemberExpression' || node['computed'] !== true) return undefined;
  const [object, property] = [node['object'] as SyntaxNode, node['property'] as SyntaxNode];
  const isElement = object.type === 'Identifier' && property.type === 'Identifier' && property['name'] === index;
  return isElement ? (object['name'] as string) : undefined;
}

/** An arrow function of the free names of its body, when it can be compiled. */
export interface FoundKernel {
  readonly text: string;
  readonly inputs: readonly string[];
}

/** The kernel of a body: an expression, or a block that ends with a `return`. */
export function kernelOf(body: string): FoundKernel | undefined {
  try {
    const tree = parseExpressionText(`() => ${body}`);
    const declared = new Set(declaredIn(tree));
    const inputs = freeNamesOf(tree).filter((name) => !declared.has(name));
    const text = `(${inputs.join(', ')}) => ${body.replace(/\s+/g, ' ')}`;
    return parseKernel(text, { precision: 'f64', fast: false }).expression ? { text, inputs } : undefined;
  } catch {
    // Not a function of single values: there is nothing to advise.
    return undefined;
  }
}

function declaredIn(node: SyntaxNode): readonly string[] {
  const own = node.type === 'VariableDeclarator' ? [(node['id'] as SyntaxNode)['name'] as string] : [];
  return [...own, ...childrenOf(node).flatMap(declaredIn)];
}
