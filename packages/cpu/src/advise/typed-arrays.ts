import { childrenOf, type SyntaxNode } from '../drivers/acorn.ts';

const classes = /^(?:(?:Ui|I)nt(?:8|16|32)|Uint8Clamped|Float(?:32|64))Array$/;
const makers = /^(?:f32|f64|u8|u16|i32|u32)$/;

/** Names that hold typed arrays as far as the script itself shows: made by `new`, by `from` or `of` of the class, or by an arena. */
export function findTypedArrays(tree: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'VariableDeclarator' && isTypedArray(node['init'] as SyntaxNode | null, names)) {
      const name = (node['id'] as SyntaxNode)['name'];
      if (typeof name === 'string') names.add(name);
    }
    childrenOf(node).forEach(visit);
  };
  visit(tree);
  return names;
}

function isTypedArray(value: SyntaxNode | null, names: ReadonlySet<string>): boolean {
  if (!value) return false;
  const callee = value['callee'] as SyntaxNode | undefined;
  if (value.type === 'NewExpression') return classes.test((callee?.['name'] as string | undefined) ?? '');
  if (value.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return false;
  const object = ((callee['object'] as SyntaxNode)['name'] as string | undefined) ?? '';
  const method = ((callee['property'] as SyntaxNode)['name'] as string | undefined) ?? '';
  if (classes.test(object)) return method === 'from' || method === 'of';
  if (names.has(object)) return /^(?:map|slice|subarray|filter|toSorted)$/.test(method);
  return object === 'arena' && makers.test(method);
}
