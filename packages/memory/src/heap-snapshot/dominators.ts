import { keepsAlive, noNode } from './reachable.ts';
import type { SnapshotGraph } from './snapshot-graph.ts';

/** Who owns what: a node's dominator lies on every way from the root to it, so it goes when its dominator goes. */
export interface DominatorTree {
  /** Of each node; `noNode` for the root and for what is not reached. */
  readonly dominator: Uint32Array;
  /** Bytes that would be free if the node were: its own and those of all it dominates. 0 for what is not reached. */
  readonly retainedBytes: Float64Array;
  /** Nodes so that each stands behind its dominator. */
  readonly order: Uint32Array;
}

/** Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001): sweeps in reverse postorder until nothing changes. */
export function dominatorTree(graph: SnapshotGraph): DominatorTree {
  const { nodeCount, selfBytes } = graph;
  const order = reversePostorder(graph);
  const place = new Uint32Array(nodeCount).fill(noNode);
  order.forEach((node, index) => {
    place[node] = index;
  });
  const { first, from } = incomingEdges(graph, place);
  // By place in the order, not by node: then an ancestor always has the smaller number.
  const above = new Uint32Array(order.length).fill(noNode);
  above[0] = 0;
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (let index = 1; index < order.length; index++) {
      const node = order[index] as number;
      let common = noNode;
      for (let edge = first[node] as number; edge < (first[node + 1] as number); edge++) {
        const source = from[edge] as number;
        if (above[source] === noNode) continue;
        common = common === noNode ? source : intersect(above, common, source);
      }
      if (above[index] === common) continue;
      above[index] = common;
      hasChanged = true;
    }
  }
  const dominator = new Uint32Array(nodeCount).fill(noNode);
  const retainedBytes = new Float64Array(nodeCount);
  for (let index = order.length - 1; index >= 0; index--) {
    const node = order[index] as number;
    retainedBytes[node] = (retainedBytes[node] as number) + (selfBytes[node] as number);
    if (index === 0) continue;
    const owner = order[above[index] as number] as number;
    dominator[node] = owner;
    retainedBytes[owner] = (retainedBytes[owner] as number) + retainedBytes[node];
  }
  return { dominator, retainedBytes, order };
}

function intersect(above: Uint32Array, left: number, right: number): number {
  let [one, other] = [left, right];
  while (one !== other) {
    if (one > other) one = above[one] as number;
    else other = above[other] as number;
  }
  return one;
}

/** The nodes that the root reaches, each before those it leads to where there is no cycle. */
function reversePostorder(graph: SnapshotGraph): Uint32Array {
  const { nodeCount, firstEdge, edgeTo } = graph;
  const keeps = keepsAlive(graph);
  const nextEdge = firstEdge.slice(0, nodeCount);
  const isSeen = new Uint8Array(nodeCount);
  const stack = new Uint32Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  let start = nodeCount;
  let depth = 0;
  isSeen[0] = 1;
  while (depth >= 0) {
    const node = stack[depth] as number;
    const edge = nextEdge[node] as number;
    if (edge === firstEdge[node + 1]) {
      order[--start] = node;
      depth -= 1;
      continue;
    }
    nextEdge[node] = edge + 1;
    const target = edgeTo[edge] as number;
    if (isSeen[target] === 1 || !keeps(edge, node)) continue;
    isSeen[target] = 1;
    stack[++depth] = target;
  }
  return order.subarray(start);
}

/** For each node the places of those that lead to it: rows `first[n]` to `first[n + 1] − 1` of `from`. */
function incomingEdges(graph: SnapshotGraph, place: Uint32Array): { readonly first: Uint32Array; readonly from: Uint32Array } {
  const { nodeCount, firstEdge, edgeTo } = graph;
  const keeps = keepsAlive(graph);
  const first = new Uint32Array(nodeCount + 1);
  const eachEdge = (visit: (source: number, target: number) => void): void => {
    for (let source = 0; source < nodeCount; source++) {
      if (place[source] === noNode) continue;
      for (let edge = firstEdge[source] as number; edge < (firstEdge[source + 1] as number); edge++) {
        if (keeps(edge, source)) visit(source, edgeTo[edge] as number);
      }
    }
  };
  eachEdge((_, target) => {
    first[target + 1] = (first[target + 1] as number) + 1;
  });
  for (let node = 0; node < nodeCount; node++) first[node + 1] = (first[node + 1] as number) + (first[node] as number);
  const next = first.slice(0, nodeCount);
  const from = new Uint32Array(first[nodeCount] as number);
  eachEdge((source, target) => {
    from[next[target] as number] = place[source] as number;
    next[target] = (next[target] as number) + 1;
  });
  return { first, from };
}
