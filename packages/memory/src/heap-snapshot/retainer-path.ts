import { edgeLabel, nodeLabel } from './node-label.ts';
import { noNode, type ShortestPaths } from './reachable.ts';
import type { SnapshotGraph } from './snapshot-graph.ts';

const maxSteps = 8;

/** Steps outward until the root; a step that repeats, as in a linked list, is given once. */
export function retainerPath(graph: SnapshotGraph, { parent, parentEdge }: ShortestPaths, node: number): readonly string[] {
  const steps: string[] = [];
  for (let at = node; steps.length < maxSteps;) {
    const holder = parent[at] as number;
    if (holder === noNode || holder === 0) break;
    const step = `${edgeLabel(graph, parentEdge[at] as number)} of ${nodeLabel(graph, holder)}`;
    if (steps.at(-1) !== step) steps.push(step);
    at = holder;
  }
  return steps;
}
