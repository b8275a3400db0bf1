import { cpuError } from '../errors.ts';
import { findPlan, type GraphPlan, type GraphTask } from './graph-plan.ts';
import { runGraph, type GraphOutcome, type GraphRunOptions } from './graph-run.ts';

/** Results of the tasks so far, by name. */
export type Results = Readonly<Record<string, unknown>>;

/** Of a graph without tasks, and what a task without dependencies is handed: nothing. */
// oxlint-disable-next-line typescript/no-empty-object-type -- the type that tasks are added to by intersection
export type NoResults = {};

/** What a task of a graph is handed: the results of what it depends on. */
export type DependencyResults<Known extends Results, Dependencies extends readonly string[]> = {
  readonly [Name in Dependencies[number]]: Name extends keyof Known ? Known[Name] : unknown;
};

/** What a task of a graph may use beside its dependencies. */
export interface GraphTaskContext {
  /** Aborted when the run is, and when another task fails in a run that stops then. */
  readonly signal: AbortSignal;
}

/** What `task` may be told. */
export interface GraphTaskOptions<Dependencies extends readonly string[]> {
  /** Names of the tasks whose results it needs. */
  readonly deps?: Dependencies;
  /** How long it takes compared with the others, to find what must start first. A number from 0; default 1. */
  readonly cost?: number;
}

/** Tasks that depend on each other. Every call returns a graph of its own and leaves the one before as it was. */
export interface GraphBuilder<Known extends Results> {
  /**
   * A graph with one task more, whose result is typed by its function. What it depends on may be added later; the result is then `unknown`.
   * Throws `NSI_CPU_GRAPH_NAME` for a name that is taken.
   */
  task<const Name extends string, Result>(
    name: Name,
    run: (dependencies: NoResults, context: GraphTaskContext) => Result,
  ): GraphBuilder<Known & { readonly [Key in Name]: Awaited<Result> }>;
  task<const Name extends string, const Dependencies extends readonly string[], Result>(
    name: Name,
    options: GraphTaskOptions<Dependencies>,
    run: (dependencies: DependencyResults<Known, Dependencies>, context: GraphTaskContext) => Result,
  ): GraphBuilder<Known & { readonly [Key in Name]: Awaited<Result> }>;
  /**
   * The order in which tasks will be started. Throws `NSI_CPU_GRAPH_CYCLE` and `NSI_CPU_GRAPH_DEPENDENCY`, naming the path, as `run` does before it
   * calls anything.
   */
  plan(): GraphPlan;
  /**
   * Calls every task as soon as what it depends on is done, those with the longest way to the end first. Rejects with `NSI_CPU_GRAPH_TASK` when one
   * fails, once those that run have ended; with `onError: 'settle'` it resolves with what there is instead.
   */
  run(options: GraphRunOptions & { readonly onError: 'settle' }): Promise<GraphOutcome<Known>>;
  run(options?: GraphRunOptions & { readonly onError?: 'abort' }): Promise<Known>;
}

/**
 * An empty graph of tasks.
 * @example
 * const { page } = await graph()
 *   .task('text', () => readText())
 *   .task('style', () => readStyle())
 *   .task('page', { deps: ['text', 'style'] }, ({ text, style }) => render(text, style))
 *   .run({ concurrency: 2 });
 */
export function graph(): GraphBuilder<NoResults> {
  return builderOf(new Map());
}

function builderOf<Known extends Results>(tasks: ReadonlyMap<string, GraphTask>): GraphBuilder<Known> {
  const builder = {
    task(name: string, second: GraphTask['run'] | GraphTaskOptions<readonly string[]>, third?: GraphTask['run']) {
      if (tasks.has(name)) throw cpuError('NSI_CPU_GRAPH_NAME', `expected a name that is not taken, got \`${name}\``);
      const { deps = [], cost = 1 } = typeof second === 'function' ? {} : second;
      const run = typeof second === 'function' ? second : third;
      if (typeof run !== 'function') throw cpuError('NSI_CPU_OPTION', `expected task \`${name}\` to have a function, got ${typeof run}`);
      if (!(cost >= 0 && cost < Infinity)) throw cpuError('NSI_CPU_OPTION', `expected \`cost\` to be a number from 0, got ${String(cost)}`);
      return builderOf(new Map(tasks).set(name, { name, deps: [...new Set(deps)], cost, run }));
    },
    plan: () => findPlan(tasks),
    run: (options: GraphRunOptions = {}) => runGraph(tasks, options),
  };
  return builder as unknown as GraphBuilder<Known>;
}
