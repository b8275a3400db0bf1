import type { ProfileReport } from '@nsi/core/report';

/** Samples of one function. */
export interface FunctionTime {
  readonly frame: number;
  self: number;
  total: number;
}

/**
 * Samples of every function over the tree: `self` summed over its nodes, `total` over those that no caller above repeats. One walk, without
 * recursion: a program may be a hundred thousand calls deep.
 */
export function functionTimes({ callTree: { parent, frame, self, total } }: Pick<ProfileReport, 'callTree'>): readonly FunctionTime[] {
  const times = new Map<number, FunctionTime>();
  const onPath = new Map<number, number>();
  const children = childrenOf(parent);
  const stack = [...(children.get(-1) ?? [])].toReversed();
  for (let row = stack.pop(); row !== undefined; row = stack.pop()) {
    // A row that is left is on the stack as its complement.
    const isLeaving = row < 0;
    const index = frame[isLeaving ? ~row : row] ?? 0;
    const above = onPath.get(index) ?? 0;
    onPath.set(index, above + (isLeaving ? -1 : 1));
    if (isLeaving) continue;
    const time = times.get(index) ?? { frame: index, self: 0, total: 0 };
    time.self += self[row] ?? 0;
    if (above === 0) time.total += total[row] ?? 0;
    times.set(index, time);
    stack.push(~row, ...(children.get(row) ?? []).toReversed());
  }
  return [...times.values()];
}

function childrenOf(parent: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (const [row, above] of parent.entries()) {
    const siblings = children.get(above);
    if (siblings) siblings.push(row);
    else children.set(above, [row]);
  }
  return children;
}
