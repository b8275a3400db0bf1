import * as v from 'valibot';
import { check } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { BitSet } from '../structure/bit-set.ts';
import { SnapshotScanner, type SnapshotSink } from './snapshot-scanner.ts';

/** The objects of a heap and what refers to what, in flat arrays: about 25 bytes a node and 9 an edge. Row 0 is the root. */
export interface SnapshotGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Position in `nodeKinds`. */
  readonly kinds: Uint8Array;
  readonly nodeKinds: readonly string[];
  /** Number of each node's name; `text` gives it. */
  readonly names: Uint32Array;
  /** Stays with an object for life, so that snapshots of one process can be compared. */
  readonly ids: Float64Array;
  /** Bytes of the node itself. */
  readonly selfBytes: Float64Array;
  /** Edges of node n are rows `firstEdge[n]` to `firstEdge[n + 1] − 1`. */
  readonly firstEdge: Uint32Array;
  /** Position in `edgeKinds`. */
  readonly edgeKind: Uint8Array;
  readonly edgeKinds: readonly string[];
  /** Number of the edge's name, or an index for elements. */
  readonly edgeName: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** A name by its number; at most 200 characters of it, and empty for the contents of strings, which are not kept. */
  text(name: number): string;
}

export interface ParseSnapshotOptions {
  /** Size of the whole file: a claim of more nodes and edges than fit in it is refused before anything is allocated. */
  readonly totalBytes: number;
  readonly signal?: AbortSignal;
  /** Called with the bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** Shortest that V8 writes: `9,1,1,0,6,0,` and `1,1,6,`. */
const minNodeBytes = 10;
const minEdgeBytes = 6;
const minTextBytes = 3;
const maxRows = 2 ** 31;

/** Reads a snapshot from its chunks. Throws `NSI_MEMORY_SNAPSHOT_FORMAT` for anything that is none. */
export async function parseSnapshot(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { totalBytes, signal, onProgress }: ParseSnapshotOptions,
): Promise<SnapshotGraph> {
  const builder = createGraphBuilder(totalBytes);
  const scanner = new SnapshotScanner(builder.sink);
  let readBytes = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    scanner.write(chunk);
    readBytes += chunk.length;
    onProgress?.(readBytes);
  }
  scanner.end();
  return builder.finish();
}

const names = v.array(v.string());
const metaSchema = v.object({
  meta: v.object({
    node_fields: names,
    node_types: v.pipe(v.array(v.union([names, v.string()])), v.minLength(1)),
    edge_fields: names,
    edge_types: v.pipe(v.array(v.union([names, v.string()])), v.minLength(1)),
  }),
  node_count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  edge_count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

interface Tables {
  readonly graph: SnapshotGraph;
  readonly nodeFields: readonly string[];
  readonly edgeFields: readonly string[];
}

function createGraphBuilder(totalBytes: number): { readonly sink: SnapshotSink; finish(): SnapshotGraph } {
  let tables: Tables | undefined;
  let nodes: RowReader | undefined;
  let edges: RowReader | undefined;
  let wanted: BitSet | undefined;
  const texts: string[] = [];
  const sink: SnapshotSink = {
    meta(value) {
      tables = allocate(value, totalBytes, texts);
      nodes = nodeReader(tables);
      edges = edgeReader(tables);
    },
    nodeNumber(value) {
      if (!nodes) throw misordered('nodes');
      nodes.add(value);
    },
    edgeNumber(value) {
      if (!edges) throw misordered('edges');
      edges.add(value);
    },
    text(value) {
      if (!tables) throw misordered('strings');
      wanted ??= wantedTexts(tables.graph, totalBytes);
      texts.push(texts.length < wanted.length && wanted.has(texts.length) ? value : '');
    },
  };
  return {
    sink,
    finish() {
      if (!tables || !nodes || !edges) throw misordered('the end');
      const { graph } = tables;
      if (nodes.rows() !== graph.nodeCount) throw miscounted('nodes', graph.nodeCount, nodes.rows());
      if (edges.rows() !== graph.edgeCount) throw miscounted('edges', graph.edgeCount, edges.rows());
      if (graph.firstEdge[graph.nodeCount] !== graph.edgeCount)
        throw miscounted('edges of all nodes', graph.edgeCount, graph.firstEdge[graph.nodeCount] ?? 0);
      return graph;
    },
  };
}

function allocate(value: unknown, totalBytes: number, texts: readonly string[]): Tables {
  const {
    meta,
    node_count: nodeCount,
    edge_count: edgeCount,
  } = check(metaSchema, value, { path: 'snapshot', code: 'NSI_MEMORY_SNAPSHOT_FORMAT' });
  const claimedBytes = nodeCount * minNodeBytes + edgeCount * minEdgeBytes;
  if (claimedBytes > totalBytes || Math.max(nodeCount, edgeCount) > maxRows) {
    throw memoryError(
      'NSI_MEMORY_SNAPSHOT_FORMAT',
      `expected ${nodeCount} nodes and ${edgeCount} edges to take at least ${claimedBytes} bytes, got a file of ${totalBytes}`,
    );
  }
  for (const field of ['type', 'name', 'id', 'self_size', 'edge_count']) requireField(meta.node_fields, field);
  for (const field of ['type', 'name_or_index', 'to_node']) requireField(meta.edge_fields, field);
  const graph: SnapshotGraph = {
    nodeCount,
    edgeCount,
    kinds: new Uint8Array(nodeCount),
    nodeKinds: kindsOf(meta.node_types[0]),
    names: new Uint32Array(nodeCount),
    ids: new Float64Array(nodeCount),
    selfBytes: new Float64Array(nodeCount),
    firstEdge: new Uint32Array(nodeCount + 1),
    edgeKind: new Uint8Array(edgeCount),
    edgeKinds: kindsOf(meta.edge_types[0]),
    edgeName: new Uint32Array(edgeCount),
    edgeTo: new Uint32Array(edgeCount),
    text: (name) => texts[name] ?? '',
  };
  return { graph, nodeFields: meta.node_fields, edgeFields: meta.edge_fields };
}

/** Gathers the numbers of one row and stores them when it is whole. */
interface RowReader {
  add(value: number): void;
  rows(): number;
}

function nodeReader({ graph, nodeFields }: Tables): RowReader {
  const [type, name, id, selfSize, edgeCount] = ['type', 'name', 'id', 'self_size', 'edge_count'].map((field) =>
    nodeFields.indexOf(field),
  ) as FiveFields;
  const { kinds, names, ids, selfBytes, firstEdge, nodeCount } = graph;
  let row = 0;
  let field = 0;
  return {
    add(value) {
      if (row >= nodeCount) throw miscounted('nodes', nodeCount, row + 1);
      if (field === type) kinds[row] = value;
      else if (field === name) names[row] = value;
      else if (field === id) ids[row] = value;
      else if (field === selfSize) selfBytes[row] = value;
      else if (field === edgeCount) firstEdge[row + 1] = Math.min((firstEdge[row] as number) + value, maxRows);
      field += 1;
      if (field < nodeFields.length) return;
      field = 0;
      row += 1;
    },
    rows: () => row,
  };
}

type FiveFields = [number, number, number, number, number];

function edgeReader({ graph, nodeFields, edgeFields }: Tables): RowReader {
  const [type, name, to] = ['type', 'name_or_index', 'to_node'].map((field) => edgeFields.indexOf(field)) as [number, number, number];
  const { edgeKind, edgeName, edgeTo, edgeCount, nodeCount } = graph;
  let row = 0;
  let field = 0;
  return {
    add(value) {
      if (row >= edgeCount) throw miscounted('edges', edgeCount, row + 1);
      if (field === type) edgeKind[row] = value;
      else if (field === name) edgeName[row] = value;
      else if (field === to) {
        // V8 writes the place in the list of numbers, not the row.
        const target = value / nodeFields.length;
        if (!Number.isInteger(target) || target >= nodeCount)
          throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected an edge to a node, got \`to_node\` ${value}`);
        edgeTo[row] = target;
      }
      field += 1;
      if (field < edgeFields.length) return;
      field = 0;
      row += 1;
    },
    rows: () => row,
  };
}

/** Names of constructors, functions, properties and variables. The contents of strings are most of the table and nobody asks for them. */
function wantedTexts({ kinds, nodeKinds, names, edgeKind, edgeKinds, edgeName }: SnapshotGraph, totalBytes: number): BitSet {
  const isNamed = Uint8Array.from(nodeKinds, (kind) => Number(['object', 'closure', 'native', 'synthetic'].includes(kind)));
  const isLabelled = Uint8Array.from(edgeKinds, (kind) => Number(kind !== 'element' && kind !== 'hidden'));
  let highest = 0;
  kinds.forEach((kind, row) => {
    if (isNamed[kind] === 1) highest = Math.max(highest, names[row] as number);
  });
  edgeKind.forEach((kind, row) => {
    if (isLabelled[kind] === 1) highest = Math.max(highest, edgeName[row] as number);
  });
  if (highest * minTextBytes > totalBytes) throw miscounted('strings', Math.floor(totalBytes / minTextBytes), highest);
  const wanted = new BitSet(highest + 1);
  kinds.forEach((kind, row) => {
    if (isNamed[kind] === 1) wanted.add(names[row] as number);
  });
  edgeKind.forEach((kind, row) => {
    if (isLabelled[kind] === 1) wanted.add(edgeName[row] as number);
  });
  return wanted;
}

function kindsOf(types: readonly string[] | string | undefined): readonly string[] {
  if (Array.isArray(types) && types.length <= 256) return types as readonly string[];
  throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', 'expected a list of at most 256 kinds of nodes and edges, got another');
}

function requireField(fields: readonly string[], field: string): void {
  if (!fields.includes(field)) throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected the field \`${field}\`, got ${fields.join(', ')}`);
}

function misordered(section: string): Error {
  return memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected the description of the snapshot before ${section}, got none`);
}

function miscounted(what: string, expected: number, actual: number): Error {
  return memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected ${expected} ${what}, got ${actual}`);
}
