import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallSnapshot } from '../../test/small-snapshot.ts';
import { dominatorTree } from './dominators.ts';
import { noNode, shortestPaths } from './reachable.ts';
import { parseSnapshot, type SnapshotGraph } from './snapshot-graph.ts';

const graphs = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.constantFrom('property', 'property', 'weak', 'shortcut')), {
      maxLength: 30,
    }),
  }),
);

async function graphOf({ count, edges }: { count: number; edges: readonly (readonly [number, number, string])[] }): Promise<SnapshotGraph> {
  const text = smallSnapshot({
    nodes: Array.from({ length: count }, (_, node) => ({ kind: 'object', name: `n${node}`, bytes: 2 ** node })),
    edges,
  });
  return parseSnapshot([Buffer.from(text)], { totalBytes: text.length });
}

/** Nodes the root reaches over edges that keep alive, without going through `avoided`. */
function reached({ edges }: { edges: readonly (readonly [number, number, string])[] }, avoided?: number): ReadonlySet<number> {
  const seen = new Set(avoided === 0 ? [] : [0]);
  for (const node of seen) {
    for (const [from, to, kind] of edges) {
      if (from === node && to !== avoided && kind !== 'weak' && (kind !== 'shortcut' || from === 0)) seen.add(to);
    }
  }
  return seen;
}

test('retains exactly what cannot be reached when the node is gone', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (heap) => {
      const { retainedBytes } = dominatorTree(await graphOf(heap));
      const all = reached(heap);

      for (let node = 0; node < heap.count; node++) {
        const without = reached(heap, node);
        const lost = all.has(node) ? [...all].filter((other) => !without.has(other)) : [];
        expect(retainedBytes[node]).toBe(lost.reduce((total, other) => total + 2 ** other, 0));
      }
    }),
    { numRuns: 300 },
  );
});

test('finds a shortest way to everything that is alive', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (heap) => {
      const graph = await graphOf(heap);
      const { parent } = shortestPaths(graph);
      const all = reached(heap);
      const depth = (node: number): number => (node === 0 ? 0 : 1 + depth(parent[node]!));

      for (let node = 1; node < heap.count; node++) expect(parent[node] !== noNode).toBe(all.has(node));
      for (const [from, to] of heap.edges.filter(([source, target, kind]) => all.has(source) && kind === 'property' && target !== 0)) {
        expect(depth(to)).toBeLessThanOrEqual(depth(from) + 1);
      }
    }),
  );
});

test('takes a chain of 200,000 nodes', async () => {
  const count = 200_000;
  const firstEdge = Uint32Array.from({ length: count + 1 }, (_, node) => Math.min(node, count - 1));
  const edgeTo = Uint32Array.from({ length: count - 1 }, (_, edge) => edge + 1);
  const graph = {
    nodeCount: count,
    edgeKinds: ['property'],
    edgeKind: new Uint8Array(count - 1),
    firstEdge,
    edgeTo,
    selfBytes: new Float64Array(count).fill(1),
  };

  const { retainedBytes } = dominatorTree(graph as unknown as SnapshotGraph);

  expect([retainedBytes[0], retainedBytes[count - 1]]).toEqual([count, 1]);
});
