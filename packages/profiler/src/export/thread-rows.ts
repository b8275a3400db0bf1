import type { ProfileReport } from '@nsi/core/report';

/** The rows of the call tree that belong to one thread. */
export interface ThreadRows {
  readonly name: string;
  readonly pid: number;
  readonly threadId: number;
  /** The row that stands for the thread's root. */
  readonly root: number;
  /** In order: a caller before what it calls. The root is the first. */
  readonly rows: readonly number[];
}

/** The tree thread by thread; one thread where the report knows none. */
export function threadRows({ threads = [], callTree: { parent }, target }: ProfileReport): readonly ThreadRows[] {
  const roots = new Map(threads.map((thread) => [thread.row, thread]));
  if (roots.size === 0) return [{ name: target.path, pid: 0, threadId: 0, root: 0, rows: [...parent.keys()] }];
  const owner: number[] = [];
  const rows = new Map<number, number[]>([...roots.keys()].map((root) => [root, []]));
  for (const [row, above] of parent.entries()) {
    const own = roots.has(row) ? row : owner[above];
    if (own === undefined) continue;
    owner[row] = own;
    rows.get(own)?.push(row);
  }
  return [...roots].map(([root, { name, pid, threadId }]) => ({
    name: name || `thread ${threadId}`,
    pid,
    threadId,
    root,
    rows: rows.get(root) ?? [],
  }));
}
