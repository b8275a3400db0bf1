import type { SyntaxNode } from '../drivers/acorn.ts';
import { createElementReader, elementName, kernelOf } from './element-reader.ts';

/** A counted loop in which every element is computed by itself. */
export interface ElementLoop {
  readonly kind: 'map' | 'sum' | 'dot' | 'min' | 'max';
  /** What can stand in its place. */
  readonly call: string;
  /** Arrays that are read or written. */
  readonly arrays: readonly string[];
}

/** Reads `for (let i = 0; i < n; i++) out[i] = …`, and sums, least and greatest values; `undefined` for any other statement. */
export function readElementLoop(node: SyntaxNode, text: string): ElementLoop | undefined {
  const index = countedBy(node);
  const parts = index === undefined ? undefined : bodyParts(node);
  if (index === undefined || !parts) return undefined;
  const { declarations, target, operator, value } = parts;
  const reader = createElementReader(text, index);
  const output = elementName(target, index);
  const running = target.type === 'Identifier' ? (target['name'] as string) : undefined;
  const extreme = running !== undefined && operator === '=' ? extremeOf(value, running) : undefined;

  const head = declarations.map((declaration) => reader.read(declaration)).join(' ');
  let result = reader.read(extreme?.value ?? value);
  if (output !== undefined && operator !== '=') result = `${reader.readElement(output)} ${operator.slice(0, -1)} (${result})`;
  const found = kernelOf(head === '' ? result : `{ ${head} return ${result}; }`);
  if (!found || found.inputs.includes(index) || reader.arrays.size === 0) return undefined;

  const arrays = [...reader.arrays];
  if (output !== undefined) {
    const call = `kernel(${found.text})(${[...found.inputs, output].join(', ')})`;
    return { kind: 'map', call, arrays: [...new Set([...arrays, output])] };
  }
  if (running === undefined || found.inputs.includes(running)) return undefined;
  if (operator === '+=') return { arrays, ...sumOf(running, found, head === '' ? factorsOf(value, index) : undefined) };
  if (!extreme) return undefined;
  const call = `${running} = Math.${extreme.kind}(${running}, ${reduction(found, extreme.kind)})`;
  return { kind: extreme.kind, call, arrays };
}

function sumOf(
  running: string,
  found: { readonly text: string; readonly inputs: readonly string[] },
  factors: readonly string[] | undefined,
): Pick<ElementLoop, 'kind' | 'call'> {
  if (factors?.length === 1) return { kind: 'sum', call: `${running} += simd.sum(${factors[0]})` };
  if (factors?.length === 2) return { kind: 'dot', call: `${running} += simd.dot(${factors.join(', ')})` };
  return { kind: 'sum', call: `${running} += ${reduction(found, 'sum')}` };
}

function reduction({ text, inputs }: { readonly text: string; readonly inputs: readonly string[] }, kind: string): string {
  return `kernel(${text}).reduce(${[`'${kind}'`, ...inputs].join(', ')})`;
}

/** `i` of `for (let i = …; i < …; i++)`. */
function countedBy(node: SyntaxNode): string | undefined {
  if (node.type !== 'ForStatement') return undefined;
  const [start, test, update] = [node['init'], node['test'], node['update']] as readonly (SyntaxNode | null)[];
  const declarations = start?.type === 'VariableDeclaration' ? (start['declarations'] as readonly SyntaxNode[]) : [];
  const id = declarations[0]?.['id'] as SyntaxNode | undefined;
  const name = id?.type === 'Identifier' ? (id['name'] as string) : undefined;
  const isCounted = name !== undefined && stepsByOne(update, name) && test?.type === 'BinaryExpression' && test['operator'] === '<';
  return isCounted && (test['left'] as SyntaxNode)['name'] === name ? name : undefined;
}

function stepsByOne(update: SyntaxNode | null | undefined, name: string): boolean {
  if (update?.type === 'UpdateExpression') return update['operator'] === '++' && (update['argument'] as SyntaxNode)['name'] === name;
  if (update?.type !== 'AssignmentExpression' || update['operator'] !== '+=') return false;
  return (update['left'] as SyntaxNode)['name'] === name && (update['right'] as SyntaxNode)['value'] === 1;
}

interface BodyParts {
  readonly declarations: readonly SyntaxNode[];
  readonly target: SyntaxNode;
  readonly operator: string;
  readonly value: SyntaxNode;
}

/** A body of `const` declarations and one assignment. */
function bodyParts(node: SyntaxNode): BodyParts | undefined {
  const body = node['body'] as SyntaxNode;
  const statements = body.type === 'BlockStatement' ? (body['body'] as readonly SyntaxNode[]) : [body];
  const declarations = statements.slice(0, -1);
  const last = statements.at(-1);
  const assignment = last?.type === 'ExpressionStatement' ? (last['expression'] as SyntaxNode) : undefined;
  if (assignment?.type !== 'AssignmentExpression') return undefined;
  if (!declarations.every(({ type, kind }) => type === 'VariableDeclaration' && kind === 'const')) return undefined;
  return {
    declarations,
    target: assignment['left'] as SyntaxNode,
    operator: assignment['operator'] as string,
    value: assignment['right'] as SyntaxNode,
  };
}

/** Arrays of `a[i]` and `a[i] * b[i]`. */
function factorsOf(value: SyntaxNode, index: string): readonly string[] | undefined {
  const parts = value.type === 'BinaryExpression' && value['operator'] === '*' ? [value['left'], value['right']] : [value];
  const names = (parts as readonly SyntaxNode[]).map((part) => elementName(part, index));
  return names.includes(undefined) ? undefined : (names as readonly string[]);
}

/** `value` of `Math.max(running, value)`. */
function extremeOf(call: SyntaxNode, running: string): { readonly kind: 'min' | 'max'; readonly value: SyntaxNode } | undefined {
  const callee = call['callee'] as SyntaxNode | undefined;
  const name = callee?.type === 'MemberExpression' ? ((callee['property'] as SyntaxNode)['name'] as string) : '';
  const isMath = callee !== undefined && (callee['object'] as SyntaxNode | undefined)?.['name'] === 'Math';
  const [first, second, ...rest] = (call['arguments'] as readonly SyntaxNode[] | undefined) ?? [];
  if (!isMath || (name !== 'min' && name !== 'max') || !first || !second || rest.length > 0) return undefined;
  if (first['name'] === running) return { kind: name, value: second };
  return second['name'] === running ? { kind: name, value: first } : undefined;
}
