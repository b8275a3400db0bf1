import { nearestName } from '@nsi/core';
import { cpuError } from '../errors.ts';
import { createReadyLine } from './ready-line.ts';

/** One task of a graph. */
export interface GraphTask {
  readonly name: string;
  readonly deps: readonly string[];
  readonly cost: number;
  readonly run: (dependencies: Readonly<Record<string, unknown>>, context: { readonly signal: AbortSignal }) => unknown;
}

/** What a graph will do. */
export interface GraphPlan {
  /** Every task, in the order in which they would be started one at a time. */
  readonly order: readonly string[];
  /** The tasks that decide how long a run takes at least, first to last. */
  readonly criticalPath: readonly string[];
  /** Their cost together. */
  readonly criticalCost: number;
  /** The cost of all tasks. Divided by `criticalCost`: how much can be gained by running tasks at the same time. */
  readonly totalCost: number;
}

/** A plan, and what a run needs of it. */
export interface FullPlan extends GraphPlan {
  /** For each task the cost of the longest way from its start to an end. */
  readonly wayCost: ReadonlyMap<string, number>;
  /** For each task those that wait for it. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

/** Throws `NSI_CPU_GRAPH_CYCLE` and `NSI_CPU_GRAPH_DEPENDENCY`. */
export function findPlan(tasks: ReadonlyMap<string, GraphTask>): FullPlan {
  const dependents = findDependents(tasks);
  const sorted = sortByDependency(tasks, dependents);
  const wayCost = new Map<string, number>();
  const nextOnWay = new Map<string, string>();
  for (const name of sorted.toReversed()) {
    let longest = 0;
    for (const dependent of dependents.get(name) ?? []) {
      const cost = wayCost.get(dependent) ?? 0;
      if (nextOnWay.has(name) && cost <= longest) continue;
      longest = cost;
      nextOnWay.set(name, dependent);
    }
    wayCost.set(name, longest + costOf(tasks, name));
  }
  const order = sortByWay(tasks, dependents, wayCost);
  const criticalPath = wayFrom(order[0], nextOnWay);
  return {
    order,
    criticalPath,
    criticalCost: order[0] === undefined ? 0 : (wayCost.get(order[0]) as number),
    totalCost: sorted.reduce((sum, name) => sum + costOf(tasks, name), 0),
    wayCost,
    dependents,
  };
}

function costOf(tasks: ReadonlyMap<string, GraphTask>, name: string): number {
  return (tasks.get(name) as GraphTask).cost;
}

function wayFrom(start: string | undefined, next: ReadonlyMap<string, string>): readonly string[] {
  const way: string[] = [];
  for (let name = start; name !== undefined; name = next.get(name)) way.push(name);
  return way;
}

function findDependents(tasks: ReadonlyMap<string, GraphTask>): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>([...tasks.keys()].map((name) => [name, []]));
  for (const { name, deps } of tasks.values()) {
    for (const dependency of deps) {
      const list = dependents.get(dependency);
      if (list === undefined) throw missing(dependency, name, tasks);
      list.push(name);
    }
  }
  return dependents;
}

function missing(dependency: string, name: string, tasks: ReadonlyMap<string, GraphTask>): Error {
  const nearest = nearestName(
    dependency,
    [...tasks.keys()].filter((other) => other !== name),
  );
  return cpuError(
    'NSI_CPU_GRAPH_DEPENDENCY',
    `expected the graph to have the task \`${dependency}\`, which \`${name}\` depends on (${name} → ${dependency})`,
    { details: { path: [name, dependency] }, ...(nearest === undefined ? {} : { hint: `Did you mean \`${nearest}\`?` }) },
  );
}

/** Kahn's algorithm: what depends on nothing first. */
function sortByDependency(tasks: ReadonlyMap<string, GraphTask>, dependents: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const missingCount = new Map([...tasks.values()].map(({ name, deps }) => [name, deps.length]));
  const sorted = [...tasks.keys()].filter((name) => missingCount.get(name) === 0);
  for (const name of sorted) {
    for (const dependent of dependents.get(name) ?? []) {
      const left = (missingCount.get(dependent) as number) - 1;
      missingCount.set(dependent, left);
      if (left === 0) sorted.push(dependent);
    }
  }
  if (sorted.length < tasks.size) throw cycle(tasks, new Set(sorted));
  return sorted;
}

/** What is left after sorting depends on something that is left: following it must come back to where it was. */
function cycle(tasks: ReadonlyMap<string, GraphTask>, sorted: ReadonlySet<string>): Error {
  const path: string[] = [];
  let name = [...tasks.keys()].find((one) => !sorted.has(one)) as string;
  while (!path.includes(name)) {
    path.push(name);
    name = (tasks.get(name) as GraphTask).deps.find((dependency) => !sorted.has(dependency)) as string;
  }
  const round = [...path.slice(path.indexOf(name)), name];
  return cpuError('NSI_CPU_GRAPH_CYCLE', `expected no task to wait for itself, got ${round.join(' → ')}`, { details: { path: round } });
}

/** One at a time, of those that can start the one with the longest way. */
function sortByWay(
  tasks: ReadonlyMap<string, GraphTask>,
  dependents: ReadonlyMap<string, readonly string[]>,
  wayCost: ReadonlyMap<string, number>,
): readonly string[] {
  const order: string[] = [];
  const line = createReadyLine(tasks, dependents, wayCost);
  for (let name = line.take(); name !== undefined; name = line.take()) {
    order.push(name);
    line.done(name);
  }
  return order;
}
