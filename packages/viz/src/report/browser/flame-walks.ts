/** A call tree as the page carries it: names and files once each, frames as indices into them. */
/** A tree laid out for drawing, row by row, callers before what they call. */
export interface Walk {
  /** In the order of drawing, callers first; `end` is the row behind a row's callees. */
  readonly depth: Int32Array;
  readonly frame: Int32Array;
  readonly total: Float64Array;
  readonly self: Float64Array;
  readonly earlier: Float64Array;
  /** Samples it is as wide as: in a comparison the larger ones of both profiles. */
  readonly wide: Float64Array;
  readonly start: Float64Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
}
interface Branch {
  readonly frame: number;
  self: number;
  total: number;
  earlier: number;
  wide: number;
  readonly children: Map<number, Branch>;
}
export interface TreeText {
  readonly texts: readonly string[];
  readonly frames: readonly (readonly [number, number, number, number])[];
  readonly depth: readonly number[];
  readonly frame: readonly number[];
  readonly self: readonly number[];
  readonly earlier?: readonly number[];
  readonly sampleNs: number;
}
/** The ways to look at one tree. */
export interface FlameWalks {
  whole(view: { readonly isHeaviestFirst: boolean; readonly hasIdle: boolean }): Walk;
  around(frame: number, hasIdle: boolean): { readonly callees: Walk; readonly callers: Walk };
}

/** Runs in the page, and uses nothing outside itself. Lays a call tree out: the whole of it, or all calls of one function merged. */
export function flameWalks(tree: TreeText): FlameWalks {
  let isIdleKept = false;
  const kindOf = (frame: number): string => tree.texts[tree.frames[frame]?.[3] ?? -1] ?? 'native';
  return { whole, around };

  function branch(frame: number): Branch {
    return { frame, self: 0, total: 0, earlier: 0, wide: 0, children: new Map() };
  }
  function below(above: Branch, frame: number): Branch {
    let child = above.children.get(frame);
    if (!child) above.children.set(frame, (child = branch(frame)));
    return child;
  }
  /** Totals with what each row calls, from the last row to the first. */
  function totals(samples: (row: number) => number): Float64Array {
    const all = Float64Array.from(tree.depth, (_, row) => samples(row));
    const open: number[] = [];
    for (let row = all.length - 1; row >= 0; row--) {
      const level = tree.depth[row] as number;
      all[row] = (all[row] as number) + (open[level + 1] ?? 0);
      open[level + 1] = 0;
      open[level] = (open[level] ?? 0) + (all[row] as number);
    }
    return all;
  }
  function allTotals(): readonly [now: Float64Array, before: Float64Array, wide: Float64Array] {
    return [totals(samplesOf), totals(earlierOf), totals((row) => Math.max(samplesOf(row), earlierOf(row)))];
  }
  function add(to: Branch, now: number, before: number, wide: number): void {
    to.total += now;
    to.earlier += before;
    to.wide += wide;
  }
  function samplesOf(row: number): number {
    return isIdleKept || kindOf(tree.frame[row] as number) !== 'idle' ? (tree.self[row] as number) : 0;
  }
  function earlierOf(row: number): number {
    return isIdleKept || kindOf(tree.frame[row] as number) !== 'idle' ? (tree.earlier?.[row] ?? 0) : 0;
  }
  function laidOut(root: Branch, isSorted: boolean): Walk {
    const rows: { branch: Branch; depth: number; parent: number; start: number }[] = [];
    const stack = [{ branch: root, depth: 0, parent: -1, start: 0 }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const index = rows.push(next) - 1;
      const children = [...next.branch.children.values()].filter(({ wide }) => wide > 0);
      if (isSorted) children.sort((a, b) => b.wide - a.wide);
      let from = next.start;
      const placed = children.map((child) => {
        const at = { branch: child, depth: next.depth + 1, parent: index, start: from };
        from += child.wide;
        return at;
      });
      for (let i = placed.length - 1; i >= 0; i--) stack.push(placed[i] as (typeof placed)[number]);
    }
    const end = new Int32Array(rows.length).fill(rows.length);
    const lastAt: number[] = [];
    for (const [row, { depth }] of rows.entries()) {
      for (let level = depth; level < lastAt.length; level++)
        end[lastAt[level] as number] = Math.min(end[lastAt[level] as number] as number, row);
      lastAt.length = depth;
      lastAt.push(row);
    }
    return {
      depth: Int32Array.from(rows, ({ depth }) => depth),
      frame: Int32Array.from(rows, (row) => row.branch.frame),
      total: Float64Array.from(rows, (row) => row.branch.total),
      self: Float64Array.from(rows, (row) => row.branch.self),
      earlier: Float64Array.from(rows, (row) => row.branch.earlier),
      wide: Float64Array.from(rows, (row) => row.branch.wide),
      start: Float64Array.from(rows, (row) => row.start),
      parent: Int32Array.from(rows, ({ parent }) => parent),
      end,
    };
  }
  function whole({ isHeaviestFirst, hasIdle }: { readonly isHeaviestFirst: boolean; readonly hasIdle: boolean }): Walk {
    isIdleKept = hasIdle;
    const [now, before, wide] = allTotals();
    const open: Branch[] = [];
    let root = branch(0);
    for (const [row, level] of tree.depth.entries()) {
      const here = branch(tree.frame[row] as number);
      [here.self, here.total, here.earlier, here.wide] = [samplesOf(row), now[row] as number, before[row] as number, wide[row] as number];
      if (level === 0) root = here;
      else open[level - 1]?.children.set(row, here);
      open[level] = here;
    }
    return laidOut(root, isHeaviestFirst);
  }
  /** All calls of one function merged: what it calls below it, who calls it above it. */
  function around(frame: number, hasIdle: boolean): { readonly callees: Walk; readonly callers: Walk } {
    isIdleKept = hasIdle;
    const [now, before, wide] = allTotals();
    const [down, up] = [branch(frame), branch(frame)];
    const path: number[] = [];
    const open: (Branch | undefined)[] = [];
    for (const [row, level] of tree.depth.entries()) {
      const here = tree.frame[row] as number;
      path.length = level;
      const above = open[level - 1];
      let into = above && below(above, here);
      if (!above && here === frame) {
        into = down;
        let caller = up;
        for (let depth = level; depth >= 0; depth--) {
          if (depth < level) caller = below(caller, path[depth] as number);
          add(caller, now[row] as number, before[row] as number, wide[row] as number);
        }
      }
      if (into) {
        into.self += samplesOf(row);
        add(into, now[row] as number, before[row] as number, wide[row] as number);
      }
      open[level] = into;
      path.push(here);
    }
    return { callees: laidOut(down, true), callers: laidOut(up, true) };
  }
}
