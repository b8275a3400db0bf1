import type { DominatorTree } from './dominators.ts';
import { nodeLabel } from './node-label.ts';
import { noNode, type ShortestPaths } from './reachable.ts';
import { retainerPath } from './retainer-path.ts';
import type { SnapshotGraph } from './snapshot-graph.ts';

/** An object that was there before and now keeps new ones alive. */
export interface HolderGrowth {
  readonly name: string;
  /** How the holder itself is kept alive, from it outward. */
  readonly path: readonly string[];
  /** Bytes of new objects that would be free if the holder were. */
  readonly newRetainedBytes: number;
  readonly newCount: number;
  /** What most of those objects are. */
  readonly mostly: readonly { readonly name: string; readonly count: number; readonly bytes: number }[];
}

const maxNames = 3;

/** New objects belong to the nearest old object that every way to them leads through. */
export function growingHolders(
  graph: SnapshotGraph,
  {
    isNew,
    tree,
    paths,
    top,
  }: { readonly isNew: Uint8Array; readonly tree: DominatorTree; readonly paths: ShortestPaths; readonly top: number },
): readonly HolderGrowth[] {
  const holderOf = new Uint32Array(graph.nodeCount).fill(noNode);
  const gained = new Map<number, { bytes: number; count: number }>();
  for (const node of tree.order) {
    const dominator = tree.dominator[node] as number;
    if (isNew[node] === 0 || dominator === noNode) continue;
    // The order puts a dominator before what it dominates, so its own holder is known.
    const holder = isNew[dominator] === 1 ? (holderOf[dominator] as number) : dominator;
    holderOf[node] = holder;
    if (holder === noNode) continue;
    const sum = gained.get(holder) ?? { bytes: 0, count: 0 };
    sum.bytes += graph.selfBytes[node] as number;
    sum.count += 1;
    gained.set(holder, sum);
  }
  const largest = [...gained]
    // The root and its sections hold everything that nothing else does: that points nowhere.
    .filter(([holder]) => graph.nodeKinds[graph.kinds[holder] as number] !== 'synthetic')
    .toSorted(([, left], [, right]) => right.bytes - left.bytes)
    .slice(0, top);
  const contents = contentsOf(graph, holderOf, new Set(largest.map(([holder]) => holder)));
  return largest.map(([holder, { bytes, count }]) => ({
    name: nodeLabel(graph, holder),
    path: retainerPath(graph, paths, holder),
    newRetainedBytes: bytes,
    newCount: count,
    mostly: [...(contents.get(holder) ?? [])]
      .map(([name, sum]) => ({ name, ...sum }))
      .toSorted((left, right) => right.bytes - left.bytes)
      .slice(0, maxNames),
  }));
}

type Contents = Map<string, { count: number; bytes: number }>;

function contentsOf(graph: SnapshotGraph, holderOf: Uint32Array, holders: ReadonlySet<number>): ReadonlyMap<number, Contents> {
  const contents = new Map<number, Contents>();
  holderOf.forEach((holder, node) => {
    if (!holders.has(holder)) return;
    const names = contents.get(holder) ?? new Map<string, { count: number; bytes: number }>();
    contents.set(holder, names);
    const name = nodeLabel(graph, node);
    const sum = names.get(name) ?? { count: 0, bytes: 0 };
    sum.count += 1;
    sum.bytes += graph.selfBytes[node] as number;
    names.set(name, sum);
  });
  return contents;
}
