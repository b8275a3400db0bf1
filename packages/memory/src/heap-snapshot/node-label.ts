import type { SnapshotGraph } from './snapshot-graph.ts';

/** What a node is called in a table: its constructor, its function, or its kind in brackets. */
export function nodeLabel(graph: SnapshotGraph, node: number): string {
  const kind = graph.nodeKinds[graph.kinds[node] as number] ?? 'unknown';
  const name = graph.text(graph.names[node] as number);
  if (kind === 'object' || kind === 'native' || kind === 'synthetic') return name === '' ? `(${kind})` : name;
  if (kind === 'closure') return `${name === '' ? 'anonymous' : name}()`;
  return `(${kindNames[kind] ?? kind})`;
}

/** What an edge is called: `.name` for a property, `[]` for any element, the word V8 uses for its own links. */
export function edgeLabel(graph: SnapshotGraph, edge: number): string {
  const kind = graph.edgeKinds[graph.edgeKind[edge] as number] ?? 'unknown';
  if (kind === 'element' || kind === 'hidden') return '[]';
  const name = graph.text(graph.edgeName[edge] as number);
  if (kind === 'property' || kind === 'shortcut') return `.${name}`;
  if (/^\d+$/.test(name)) return '[]';
  return kind === 'context' ? `variable ${name}` : name;
}

const kindNames: Readonly<Record<string, string>> = Object.freeze({
  'concatenated string': 'string',
  'sliced string': 'string',
  code: 'compiled code',
  hidden: 'system',
  'object shape': 'system',
});
