import type { VariantRun } from '@nsi/core/report';

/** Runs a variant `calls` times in one tight loop. */
export type SyncBlock = (calls: number) => void;
export type AsyncBlock = (calls: number) => Promise<void>;

/** Last output of a block: an object's property, so that no call can be found useless and no result freed by the compiler. */
export interface Sink {
  output: unknown;
}

let count = 0;

/**
 * A loop of its own for each variant. Closures of one function literal share their type feedback, and V8 caches compiled text: two variants
 * in one loop would make each other's calls megamorphic. The text is constant but for a number that makes it unique.
 */
export function compileBlock(run: VariantRun<unknown>, sink: Sink): SyncBlock {
  return compile(
    `return function block${(count += 1)}(calls) { for (let i = 0; i < calls; i += 1) sink.output = run(); }`,
    run,
    sink,
  ) as SyncBlock;
}

/** The same with `await` on every call. */
export function compileAsyncBlock(run: VariantRun<unknown>, sink: Sink): AsyncBlock {
  const text = `return async function block${(count += 1)}(calls) { for (let i = 0; i < calls; i += 1) sink.output = await run(); }`;
  return compile(text, run, sink) as AsyncBlock;
}

function compile(text: string, run: VariantRun<unknown>, sink: Sink): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- constant text; the only way to a function with feedback of its own.
  return (new Function('run', 'sink', text) as (run: VariantRun<unknown>, sink: Sink) => unknown)(run, sink);
}
