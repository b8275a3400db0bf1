import type { CaseFailure, Integrity, Measure, Suite, VariantRun } from '@nsi/core/report';
import { type NsiErrorCode, isNsiError } from '@nsi/core';
import { createRandom } from '../stats/random.ts';
import type { ForkJob, ForkSource, ForkSubject } from './job.ts';
import { type AsyncBlock, compileAsyncBlock, compileBlock, type Sink, type SyncBlock } from './compile-block.ts';
import { loadSuite } from './load-suite.ts';

/** One variant at work in a fork. */
export interface Subject {
  readonly name: string;
  readonly run: VariantRun<unknown>;
  readonly scene: Scene;
  readonly sink: Sink;
  /** Figures beside time, as the suite took them. */
  readonly measures: readonly Measure[];
  /** Known after the first call. */
  loop: Loop;
  integrity: Integrity;
  failure?: CaseFailure;
}

export type Loop = { readonly isAsync: false; readonly block: SyncBlock } | { readonly isAsync: true; readonly block: AsyncBlock };

/** A suite of one source with its context. */
export interface Scene {
  readonly suite: Suite;
  readonly context: unknown;
}

/** Imports a source and sets its case up. The random numbers are the same in every process and for every source. */
export async function openScene(source: ForkSource, job: ForkJob, { input, onSetup }: SceneOptions): Promise<Scene> {
  const suite = await loadSuite(source, source.suite);
  onSetup();
  const scope = { params: job.params, level: job.level, random: createRandom(1), ...(input ? { input } : {}) };
  return { suite, context: suite.setup ? await suite.setup(scope) : undefined };
}

export interface SceneOptions {
  readonly input?: { readonly name: string; readonly bytes: Uint8Array };
  readonly onSetup: () => void;
}

export async function createSubject({ name, variant }: ForkSubject, scene: Scene, job: ForkJob): Promise<Subject> {
  const definition = scene.suite.variants.find((candidate) => candidate.name === variant);
  if (!definition) throw new Error(`the suite has no variant ${JSON.stringify(variant)} any more`);
  const scope = { context: scene.context, params: job.params, level: job.level };
  const run = await definition.create(scope);
  if (typeof run !== 'function')
    throw new TypeError(`expected \`create\` of variant ${JSON.stringify(name)} to return a function, got ${typeof run}`);
  const measures = (await definition.measures?.(scope)) ?? [];
  const sink: Sink = { output: undefined };
  return {
    name,
    run,
    scene,
    sink,
    measures,
    loop: { isAsync: false, block: compileBlock(run, sink) },
    integrity: { status: 'not checked', mode: 'none' },
  };
}

/** Calls once, and settles for the loop that the answer asks for. */
export async function callOnce(subject: Subject): Promise<unknown> {
  const output = subject.run();
  if (!isThenable(output)) return output;
  if (!subject.loop.isAsync) subject.loop = { isAsync: true, block: compileAsyncBlock(subject.run, subject.sink) };
  return await output;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** An error as a failure of the report: its own code when it has one. */
export function failureOf(error: unknown, code: NsiErrorCode, variant?: string): CaseFailure {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: isNsiError(error) && error.code.startsWith('NSI_BENCH_') ? error.code : code,
    message: (isNsiError(error) ? error.message : text).slice(0, 2000),
    ...(variant === undefined ? {} : { variant }),
  };
}
