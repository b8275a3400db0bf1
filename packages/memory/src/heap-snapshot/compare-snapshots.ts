import { dominatorTree, type DominatorTree } from './dominators.ts';
import { growingHolders, type HolderGrowth } from './growing-holders.ts';
import { nodeLabel } from './node-label.ts';
import { noNode, shortestPaths } from './reachable.ts';
import { retainerGroups, type RetainerGroup } from './retainer-groups.ts';
import type { SnapshotGraph } from './snapshot-graph.ts';

/** What one constructor, or one kind of V8's own objects, gained between two snapshots. */
export interface ClassGrowth {
  readonly name: string;
  readonly beforeCount: number;
  readonly afterCount: number;
  readonly beforeBytes: number;
  readonly afterBytes: number;
  /** Objects that are only in the second snapshot. */
  readonly newCount: number;
  /** Bytes of those objects themselves. */
  readonly newBytes: number;
  /** Bytes that would be free if those objects were gone: what only they keep alive is counted once. */
  readonly newRetainedBytes: number;
  /** What keeps the new objects alive, most first. */
  readonly retainers: readonly RetainerGroup[];
}

/** What changed between two heap snapshots: sizes in bytes, counts in objects. */
export interface SnapshotGrowth {
  readonly beforeBytes: number;
  readonly afterBytes: number;
  readonly beforeCount: number;
  readonly afterCount: number;
  /** False when the snapshots have too few objects in common to be of one process: then all objects of the second count as new. */
  readonly isSameProcess: boolean;
  /** Objects of the first snapshot that keep the most new bytes alive: where things pile up. Empty when the processes differ. */
  readonly holders: readonly HolderGrowth[];
  /** Constructors and kinds that grew, by bytes gained. */
  readonly classes: readonly ClassGrowth[];
}

/** How much of the growth is reported. */
export interface CompareSnapshotsOptions {
  /** Holders and constructors to report, each. Default 20. */
  readonly top?: number;
}

/** Of the first snapshot's objects this share at least is in the second when both are of one process: the engine's own stay. */
const minSharedRatio = 0.3;

/** What of the first snapshot is needed: so that its edges can be let go before the second is read. */
export interface SnapshotCensus {
  readonly bytes: number;
  readonly count: number;
  readonly classes: ReadonlyMap<string, { readonly count: number; readonly bytes: number }>;
  /** Ascending. */
  readonly ids: Float64Array;
}

export function takeCensus(graph: SnapshotGraph): SnapshotCensus {
  const classes = new Map<string, { count: number; bytes: number }>();
  let bytes = 0;
  eachClass(graph, (name, node) => {
    const entry = classes.get(name) ?? { count: 0, bytes: 0 };
    entry.count += 1;
    entry.bytes += graph.selfBytes[node] as number;
    bytes += graph.selfBytes[node] as number;
    classes.set(name, entry);
  });
  return { bytes, count: graph.nodeCount, classes, ids: graph.ids.toSorted() };
}

/** What grew from a census to a snapshot, by constructor and by what keeps it alive. */
export function compareSnapshots(before: SnapshotCensus, after: SnapshotGraph, { top = 20 }: CompareSnapshotsOptions = {}): SnapshotGrowth {
  const census = takeCensus(after);
  const isNew = Uint8Array.from(after.ids, (id) => (has(before.ids, id) ? 0 : 1));
  const newCount = isNew.reduce((total, flag) => total + flag, 0);
  const isSameProcess = after.nodeCount - newCount > before.count * minSharedRatio;
  if (!isSameProcess) isNew.fill(1);
  const grown = [...census.classes]
    .map(([name, { count, bytes }]) => ({ name, count, bytes, was: before.classes.get(name) ?? { count: 0, bytes: 0 } }))
    .filter(({ count, bytes, was }) => bytes > was.bytes && count >= was.count)
    .toSorted((left, right) => right.bytes - right.was.bytes - (left.bytes - left.was.bytes))
    .slice(0, top);
  const nodesOf = newNodes(after, isNew, new Set(grown.map(({ name }) => name)));
  const tree = dominatorTree(after);
  const paths = shortestPaths(after);
  return {
    beforeBytes: before.bytes,
    afterBytes: census.bytes,
    beforeCount: before.count,
    afterCount: after.nodeCount,
    isSameProcess,
    holders: isSameProcess ? growingHolders(after, { isNew, tree, paths, top }) : [],
    classes: grown.map(({ name, count, bytes, was }) => {
      const nodes = nodesOf.get(name) ?? [];
      return {
        name,
        beforeCount: was.count,
        afterCount: count,
        beforeBytes: was.bytes,
        afterBytes: bytes,
        newCount: nodes.length,
        newBytes: nodes.reduce((total, node) => total + (after.selfBytes[node] as number), 0),
        newRetainedBytes: retainedTogether(nodes, tree),
        retainers: retainerGroups(after, paths, nodes),
      };
    }),
  };
}

function eachClass(graph: SnapshotGraph, visit: (name: string, node: number) => void): void {
  for (let node = 1; node < graph.nodeCount; node++) visit(nodeLabel(graph, node), node);
}

function newNodes(graph: SnapshotGraph, isNew: Uint8Array, names: ReadonlySet<string>): ReadonlyMap<string, readonly number[]> {
  const nodes = new Map<string, number[]>();
  eachClass(graph, (name, node) => {
    if (isNew[node] === 0 || !names.has(name)) return;
    const list = nodes.get(name);
    if (list) list.push(node);
    else nodes.set(name, [node]);
  });
  return nodes;
}

/** Retained bytes of several nodes: one that is dominated by another of them is counted there. */
function retainedTogether(nodes: readonly number[], { dominator, retainedBytes }: DominatorTree): number {
  const isMember = new Uint8Array(dominator.length);
  for (const node of nodes) isMember[node] = 1;
  // 1: no member above; 2: a member above. Remembered on the way, so that a long chain is walked once.
  const isCovered = new Uint8Array(dominator.length);
  let total = 0;
  for (const node of nodes) {
    const way: number[] = [];
    let above = dominator[node] as number;
    while (above !== noNode && isMember[above] === 0 && isCovered[above] === 0) {
      way.push(above);
      above = dominator[above] as number;
    }
    const covered = above !== noNode && (isMember[above] === 1 || isCovered[above] === 2) ? 2 : 1;
    for (const step of way) isCovered[step] = covered;
    if (covered === 1) total += retainedBytes[node] as number;
  }
  return total;
}

/** Binary search. */
function has(sorted: Float64Array, id: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle] as number;
    if (found === id) return true;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
