/** A heap snapshot in V8's format, made of few nodes: `edges` are [from, to, kind, name]. */
export interface SmallHeap {
  readonly nodes: readonly { readonly kind: string; readonly name: string; readonly bytes?: number; readonly id?: number }[];
  readonly edges: readonly (readonly [from: number, to: number, kind?: string, name?: string])[];
}

const nodeKinds = ['hidden', 'array', 'string', 'object', 'code', 'closure', 'regexp', 'number', 'native', 'synthetic'];
const edgeKinds = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];

export function smallSnapshot({ nodes, edges }: SmallHeap): string {
  const strings: string[] = [];
  const textNumber = (text: string): number => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1);
  const byNode = nodes.map((_, from) => edges.filter(([source]) => source === from));
  const nodeRows = nodes.map(({ kind, name, bytes = 16, id }, row) => [
    nodeKinds.indexOf(kind),
    textNumber(name),
    id ?? row * 2 + 1,
    bytes,
    byNode[row]!.length,
    0,
  ]);
  const edgeRows = byNode
    .flat()
    .map(([, to, kind = 'property', name = 'x']) => [edgeKinds.indexOf(kind), kind === 'element' ? 3 : textNumber(name), to * 6]);
  const description = {
    meta: {
      node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
      node_types: [nodeKinds, 'string', 'number', 'number', 'number', 'number'],
      edge_fields: ['type', 'name_or_index', 'to_node'],
      edge_types: [edgeKinds, 'string_or_number', 'node'],
    },
    node_count: nodes.length,
    edge_count: edges.length,
    trace_function_count: 0,
  };
  return `{"snapshot":${JSON.stringify(description)},\n"nodes":[${nodeRows.join('\n,')}],\n"edges":[${edgeRows.join('\n,')}],\n"trace_function_infos":[],\n"trace_tree":[{"a":["]"]}],\n"samples":[],\n"locations":[0,-1,3],\n"strings":${JSON.stringify(strings)}}`;
}
