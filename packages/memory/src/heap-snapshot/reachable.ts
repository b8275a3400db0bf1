import type { SnapshotGraph } from './snapshot-graph.ts';

/** The end of every way to the root, and the mark of a node that no way leads to. */
export const noNode: number = 2 ** 32 - 1;

/** The shortest way from the root to each node, over edges that keep their target alive. */
export interface ShortestPaths {
  /** The node before each node; `noNode` for the root and for what is not reached. */
  readonly parent: Uint32Array;
  /** The edge that leads from there. */
  readonly parentEdge: Uint32Array;
}

/** Breadth first, so the first way found is a shortest one. No way leads through `avoided`. */
export function shortestPaths(graph: SnapshotGraph, avoided: number = noNode): ShortestPaths {
  const { nodeCount, firstEdge, edgeTo } = graph;
  const keeps = keepsAlive(graph);
  const parent = new Uint32Array(nodeCount).fill(noNode);
  const parentEdge = new Uint32Array(nodeCount).fill(noNode);
  const queue = new Uint32Array(nodeCount);
  const isSeen = new Uint8Array(nodeCount);
  isSeen[0] = 1;
  if (avoided < nodeCount) isSeen[avoided] = 1;
  let end = 1;
  for (let next = 0; next < end; next++) {
    const node = queue[next] as number;
    for (let edge = firstEdge[node] as number; edge < (firstEdge[node + 1] as number); edge++) {
      const target = edgeTo[edge] as number;
      if (isSeen[target] === 1 || !keeps(edge, node)) continue;
      isSeen[target] = 1;
      parent[target] = node;
      parentEdge[target] = edge;
      queue[end++] = target;
    }
  }
  return { parent, parentEdge };
}

/** Whether an edge keeps its target alive: weak ones do not, and shortcuts only repeat a longer way, except from the root. */
export function keepsAlive({ edgeKind, edgeKinds }: SnapshotGraph): (edge: number, from: number) => boolean {
  const weak = edgeKinds.indexOf('weak');
  const shortcut = edgeKinds.indexOf('shortcut');
  return (edge, from) => edgeKind[edge] !== weak && (edgeKind[edge] !== shortcut || from === 0);
}
