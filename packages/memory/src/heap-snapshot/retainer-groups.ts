import type { ShortestPaths } from './reachable.ts';
import { retainerPath } from './retainer-path.ts';
import type { SnapshotGraph } from './snapshot-graph.ts';

/** New objects that are kept alive in the same way. */
export interface RetainerGroup {
  /** From the object outward: `[] of (array)`, `table of Map`, `.entries of Store`, … */
  readonly path: readonly string[];
  /** Share of the new objects, 0 to 1. */
  readonly share: number;
}

const maxGroups = 3;
const maxSampled = 2000;

/** The ways in which `nodes` are kept alive, most frequent first, by a sample of at most 2,000. */
export function retainerGroups(graph: SnapshotGraph, paths: ShortestPaths, nodes: readonly number[]): readonly RetainerGroup[] {
  const step = Math.max(1, nodes.length / maxSampled);
  const counts = new Map<string, number>();
  let sampled = 0;
  for (let at = 0; at < nodes.length; at += step) {
    const key = JSON.stringify(retainerPath(graph, paths, nodes[Math.floor(at)] as number));
    counts.set(key, (counts.get(key) ?? 0) + 1);
    sampled += 1;
  }
  return [...counts]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, maxGroups)
    .map(([key, count]) => ({ path: JSON.parse(key) as string[], share: count / sampled }));
}
