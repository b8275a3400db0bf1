import { childrenOf, type SyntaxNode } from '../drivers/acorn.ts';

/** A call inside a loop that computes for long and holds the thread meanwhile. */
export interface HeavyCall {
  readonly node: SyntaxNode;
  /** As it is written: `zlib.gzipSync`. */
  readonly name: string;
  /** Why it is heavy, as the second half of a sentence. */
  readonly why: string;
  readonly isKnown: boolean;
}

const knownHeavy: ReadonlyMap<string, string> = new Map([
  ...['pbkdf2Sync', 'scryptSync', 'argon2Sync', 'hashSync', 'compareSync', 'generateKeyPairSync', 'generatePrimeSync'].map(
    (name) => [name, 'is made to take long'] as const,
  ),
  ...[
    'gzipSync',
    'gunzipSync',
    'deflateSync',
    'deflateRawSync',
    'inflateSync',
    'inflateRawSync',
    'brotliCompressSync',
    'brotliDecompressSync',
  ].map((name) => [name, 'compresses on this thread'] as const),
  ...['zstdCompressSync', 'zstdDecompressSync', 'unzipSync'].map((name) => [name, 'compresses on this thread'] as const),
]);

/** Functions of the script that hold loops within loops. */
export function findLoopNests(tree: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    const name = functionName(node);
    if (name !== undefined && loopDepth(node) >= 2) names.add(name);
    childrenOf(node).forEach(visit);
  };
  visit(tree);
  return names;
}

/** Reads a call inside a loop; `undefined` when nothing says that it is heavy. */
export function readHeavyCall(node: SyntaxNode, nests: ReadonlySet<string>): HeavyCall | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'] as SyntaxNode;
  const property = callee.type === 'MemberExpression' && callee['computed'] !== true ? (callee['property'] as SyntaxNode) : undefined;
  const name = ((property ?? callee)['name'] as string | undefined) ?? '';
  const why = knownHeavy.get(name);
  if (why !== undefined) {
    const owner = property ? ((callee['object'] as SyntaxNode)['name'] as string | undefined) : undefined;
    return { node, name: owner === undefined ? name : `${owner}.${name}`, why, isKnown: true };
  }
  if (callee.type === 'Identifier' && nests.has(name)) return { node, name, why: 'holds loops within loops', isKnown: false };
  return undefined;
}

export function isLoop({ type }: SyntaxNode): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type);
}

function loopDepth(node: SyntaxNode): number {
  const below = childrenOf(node).reduce((deepest, child) => Math.max(deepest, loopDepth(child)), 0);
  return below + (isLoop(node) ? 1 : 0);
}

function functionName(node: SyntaxNode): string | undefined {
  if (node.type === 'FunctionDeclaration') return (node['id'] as SyntaxNode | null)?.['name'] as string | undefined;
  if (node.type !== 'VariableDeclarator') return undefined;
  const init = node['init'] as SyntaxNode | null;
  return init && /Function/.test(init.type) ? ((node['id'] as SyntaxNode)['name'] as string | undefined) : undefined;
}
