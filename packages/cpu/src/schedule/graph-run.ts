import { check } from '@nsi/core';
import * as v from 'valibot';
import { cpuError } from '../errors.ts';
import { effectiveParallelism } from '../machine/effective-parallelism.ts';
import { findPlan, type FullPlan, type GraphTask } from './graph-plan.ts';
import { createReadyLine, type ReadyLine } from './ready-line.ts';

/** What `run` of a graph can be told. */
export interface GraphRunOptions {
  /** Tasks that run at a time: a whole number from 1, or `auto` for the cores this process can use. Default `auto`. */
  readonly concurrency?: number | 'auto';
  /** Aborting starts nothing more and rejects with its reason, once what runs has ended. */
  readonly signal?: AbortSignal;
  /** What a failing task does: `abort` the others, or `settle`: what does not depend on it goes on. Default `abort`. */
  readonly onError?: 'abort' | 'settle';
}

/** What a run that settles came to. */
export interface GraphOutcome<Known> {
  /** Of the tasks that are done. */
  readonly results: Partial<Known>;
  /** The error of every task that failed, by its name. */
  readonly errors: Readonly<Record<string, unknown>>;
  /** Tasks that were not called because something they need failed or was skipped, with the name of the task that failed. */
  readonly skipped: Readonly<Record<string, string>>;
}

const optionsSchema = v.strictObject({
  concurrency: v.union([v.literal('auto'), v.pipe(v.number(), v.safeInteger(), v.minValue(1))], 'a whole number from 1, or `auto`'),
  signal: v.optional(v.custom<AbortSignal>((value) => value instanceof AbortSignal, 'an AbortSignal')),
  onError: v.picklist(['abort', 'settle']),
});

/** Runs every task. Rejects before it calls any when the graph cannot be run. */
export async function runGraph(tasks: ReadonlyMap<string, GraphTask>, options: GraphRunOptions): Promise<unknown> {
  const { concurrency, onError, signal } = check(
    optionsSchema,
    { concurrency: 'auto', onError: 'abort', ...options },
    { code: 'NSI_CPU_OPTION' },
  );
  const plan = findPlan(tasks);
  signal?.throwIfAborted();
  const places = concurrency === 'auto' ? effectiveParallelism().threads : concurrency;
  const run = new GraphRun(tasks, plan, onError === 'abort');
  const onAbort = (): void => run.stop(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.all(Array.from({ length: Math.min(places, tasks.size) }, () => run.work()));
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  signal?.throwIfAborted();
  return run.outcome();
}

/** One run: as many workers as tasks may run at a time, each taking the most urgent task that is ready. */
class GraphRun {
  readonly #tasks: ReadonlyMap<string, GraphTask>;
  readonly #plan: FullPlan;
  readonly #stopsAtError: boolean;
  readonly #ready: ReadyLine;
  readonly #controller: AbortController = new AbortController();
  readonly #results: Map<string, unknown> = new Map();
  readonly #errors: Map<string, unknown> = new Map();
  readonly #skipped: Map<string, string> = new Map();
  #waiters: (() => void)[] = [];
  #running = 0;

  constructor(tasks: ReadonlyMap<string, GraphTask>, plan: FullPlan, stopsAtError: boolean) {
    this.#tasks = tasks;
    this.#plan = plan;
    this.#stopsAtError = stopsAtError;
    this.#ready = createReadyLine(tasks, plan.dependents, plan.wayCost);
  }

  stop(reason: unknown): void {
    this.#controller.abort(reason);
    this.#wake();
  }

  async work(): Promise<void> {
    for (;;) {
      const name = this.#controller.signal.aborted ? undefined : this.#ready.take();
      if (name !== undefined) await this.#call(this.#tasks.get(name) as GraphTask);
      else if (this.#running === 0 || this.#controller.signal.aborted) break;
      // Nothing is ready, but what runs will make something ready.
      else await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
    this.#wake();
  }

  outcome(): unknown {
    const results = Object.fromEntries(this.#results);
    if (!this.#stopsAtError) return { results, errors: Object.fromEntries(this.#errors), skipped: Object.fromEntries(this.#skipped) };
    const [failure] = this.#errors;
    if (!failure) return results;
    const [name, cause] = failure;
    throw cpuError('NSI_CPU_GRAPH_TASK', `expected task \`${name}\` to succeed, got: ${messageOf(cause)}`, {
      cause,
      details: { task: name, done: [...this.#results.keys()] },
    });
  }

  async #call({ name, deps, run }: GraphTask): Promise<void> {
    const inputs = Object.fromEntries(deps.map((dependency) => [dependency, this.#results.get(dependency)]));
    this.#running++;
    try {
      this.#results.set(name, await run(inputs, { signal: this.#controller.signal }));
      this.#ready.done(name);
    } catch (error) {
      // A task that gives up because the run was stopped is not what stopped it.
      if (!this.#controller.signal.aborted) this.#fail(name, error);
    }
    this.#running--;
    this.#wake();
  }

  #fail(name: string, error: unknown): void {
    this.#errors.set(name, error);
    if (this.#stopsAtError) this.#controller.abort(error);
    else this.#skip(name, name);
  }

  #skip(after: string, failed: string): void {
    for (const dependent of this.#plan.dependents.get(after) ?? []) {
      if (this.#skipped.has(dependent)) continue;
      this.#skipped.set(dependent, failed);
      this.#skip(dependent, failed);
    }
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
