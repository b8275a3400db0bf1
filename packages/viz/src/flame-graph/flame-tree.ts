import type { FrameCategory, ProfileFrame, ProfileReport } from '@nsi/core/report';

/** A call tree for drawing: nodes in the order of a walk from the root, callers before what they call. Row i of every list is one node. */
export interface FlameTree {
  readonly frames: readonly FlameFrame[];
  /** Calls above the node; 0 is the root. */
  readonly depth: readonly number[];
  /** Index into `frames`. */
  readonly frame: readonly number[];
  /** Samples without callees. */
  readonly self: readonly number[];
  /** The same of an earlier profile, scaled to as many samples as this one has in all; only in a comparison. */
  readonly earlierSelf?: readonly number[];
  /** Nodes too small to be kept; their samples are in their callers' `self`. */
  readonly leftOut: number;
  /** Nanoseconds that one sample stands for. */
  readonly sampleNs: number;
}

export type FlameFrame = Pick<ProfileFrame, 'name' | 'file' | 'line' | 'category'>;

/** How much of a call tree is drawn. */
export interface FlameTreeOptions {
  /** Nodes kept, the heaviest first. Default 100 000. */
  readonly maxNodes?: number;
}

/** A node while the tree is put together. */
interface Node {
  readonly frame: number;
  self: number;
  earlier: number;
  total: number;
  readonly children: Map<number, Node>;
}

/** The call tree of one profile. */
export function flameTree(report: Pick<ProfileReport, 'frames' | 'callTree' | 'summary'>, options: FlameTreeOptions = {}): FlameTree {
  const pool = createFramePool();
  const root = createNode(pool.indexOf(rootFrame));
  merge(root, report, pool, (node, samples) => (node.self += samples));
  return flatten(root, pool.frames, report.summary.intervalNs, options);
}

/** Two call trees as one: calls of one name and file are the same call. Widths are the later profile's and the larger of both. */
export function flameDifference(
  before: Pick<ProfileReport, 'frames' | 'callTree' | 'summary'>,
  after: Pick<ProfileReport, 'frames' | 'callTree' | 'summary'>,
  options: FlameTreeOptions = {},
): FlameTree {
  const pool = createFramePool();
  const root = createNode(pool.indexOf(rootFrame));
  const scale = busySamples(after) / Math.max(1, busySamples(before));
  merge(root, after, pool, (node, samples) => (node.self += samples));
  merge(root, before, pool, (node, samples) => (node.earlier += samples * scale));
  return flatten(root, pool.frames, after.summary.intervalNs, options);
}

const rootFrame: FlameFrame = Object.freeze({ name: 'all', file: '', line: 0, category: 'native' });

function createNode(frame: number): Node {
  return { frame, self: 0, earlier: 0, total: 0, children: new Map() };
}

/** Frames by what a reader takes for the same function. A line that moved between two profiles does not make it another one. */
function createFramePool(): { readonly frames: FlameFrame[]; indexOf(frame: FlameFrame): number } {
  const frames: FlameFrame[] = [];
  const known = new Map<string, number>();
  return {
    frames,
    indexOf({ name, file, line, category }) {
      const key = JSON.stringify([name, file, category]);
      const index = known.get(key) ?? frames.length;
      if (index === frames.length) {
        known.set(key, index);
        frames.push({ name, file, line, category });
      }
      return index;
    },
  };
}

function merge(
  root: Node,
  { frames, callTree }: Pick<ProfileReport, 'frames' | 'callTree'>,
  pool: ReturnType<typeof createFramePool>,
  add: (node: Node, samples: number) => void,
): void {
  const nodes: Node[] = [];
  const poolIndex = frames.map((frame) => pool.indexOf(frame));
  for (const [row, frame] of callTree.frame.entries()) {
    const parent = callTree.parent[row] ?? -1;
    const index = poolIndex[frame] ?? root.frame;
    const above = parent < 0 ? root : (nodes[parent] ?? root);
    // The profile's own root is this tree's root.
    const node = parent < 0 && frames[frame]?.name === '(root)' ? root : childOf(above, index);
    nodes.push(node);
    add(node, callTree.self[row] ?? 0);
  }
}

function childOf(parent: Node, frame: number): Node {
  const known = parent.children.get(frame);
  if (known) return known;
  const child = createNode(frame);
  parent.children.set(frame, child);
  return child;
}

function busySamples({ frames, callTree }: Pick<ProfileReport, 'frames' | 'callTree'>): number {
  return callTree.self.reduce((sum, samples, row) => sum + (frames[callTree.frame[row] ?? -1]?.category === 'idle' ? 0 : samples), 0);
}

/** Without recursion: a program may be a hundred thousand calls deep. */
function flatten(root: Node, frames: readonly FlameFrame[], sampleNs: number, { maxNodes = 100_000 }: FlameTreeOptions): FlameTree {
  const order: { readonly node: Node; readonly depth: number; readonly above: Node | undefined }[] = [];
  const stack: (typeof order)[number][] = [{ node: root, depth: 0, above: undefined }];
  let isComparison = false;
  for (let next = stack.pop(); next; next = stack.pop()) {
    order.push(next);
    if (next.node.earlier > 0) isComparison = true;
    for (const child of [...next.node.children.values()].toReversed()) stack.push({ node: child, depth: next.depth + 1, above: next.node });
  }
  for (const { node, above } of order.toReversed()) {
    node.total += Math.max(node.self, node.earlier);
    if (above) above.total += node.total;
  }
  const kept = heaviest(order, maxNodes);
  const keptNodes = new Set(kept.map(({ node }) => node));
  for (const { node, above } of order.toReversed()) {
    if (keptNodes.has(node) || !above) continue;
    above.self += node.self;
    above.earlier += node.earlier;
  }
  return {
    frames,
    depth: kept.map(({ depth }) => depth),
    frame: kept.map(({ node }) => node.frame),
    self: kept.map(({ node }) => node.self),
    ...(isComparison ? { earlierSelf: kept.map(({ node }) => Math.round(node.earlier * 100) / 100) } : {}),
    leftOut: order.length - kept.length,
    sampleNs,
  };
}

/** At most `maxNodes`, in their order. A kept node's callers are kept: their totals are no smaller, and of equal ones the first are taken. */
function heaviest<Row extends { readonly node: Node }>(order: readonly Row[], maxNodes: number): readonly Row[] {
  if (order.length <= maxNodes) return order;
  const bound = order.map(({ node }) => node.total).toSorted((a, b) => b - a)[maxNodes] ?? 0;
  let room = maxNodes - order.reduce((count, { node }) => count + (node.total > bound ? 1 : 0), 0);
  return order.filter(({ node }) => node.total > bound || (node.total === bound && room-- > 0));
}

/** The kinds of code in the order of the legend, with the words for them. */
export const categoryWords: Readonly<Record<FrameCategory, string>> = Object.freeze({
  app: 'this program',
  dependency: 'packages',
  node: 'Node.js',
  native: 'native code',
  gc: 'garbage collection',
  idle: 'idle',
});
