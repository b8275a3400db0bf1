import { createDispatch } from '../pool/dispatch.ts';
import { mapBatches, type MappedBatch } from '../pool/map-batches.ts';
import { parsePoolOptions } from '../pool/pool-options.ts';
import { parseMapOptions } from '../pool/run-options.ts';
import { cpuError } from '../errors.ts';
import type { LineSource } from './read-lines.ts';
import type { RunOutput } from './run-output.ts';

/** A function that is called with each line. */
export interface RunLinesOptions {
  readonly module: URL;
  readonly task: string;
  readonly threads: number | 'all';
  readonly isOrdered: boolean;
  /** Whether results carry the number of their line. */
  readonly isNumbered: boolean;
  readonly isFailFast: boolean;
  readonly timeoutMs: number | undefined;
  readonly retries: number;
  readonly signal: AbortSignal;
  /** Called after each part that was written. */
  readonly onWritten: (state: { readonly lines: number; readonly failed: number }) => void;
}

/** How a run ended. */
export interface RunLinesResult {
  /** Lines that were run this time. */
  readonly lines: number;
  /** Lines that failed, earlier runs included. */
  readonly failed: number;
  /** Whether the input was worked through. */
  readonly isComplete: boolean;
}

/** A batch is written and noted as a whole: long enough that this costs nothing, short enough that an interrupt loses little. */
const targetMs = 10;

/**
 * Calls the task with each line's JSON value and writes its result as JSON. A line that fails is written as `{ line, error }`, unless the
 * first one shall end the run. On an interrupt, what is under way is dropped, what is written stays.
 */
export async function runLines(source: LineSource, output: RunOutput, options: RunLinesOptions): Promise<RunLinesResult> {
  const { module, task, threads, isOrdered, isFailFast, timeoutMs, retries, signal, onWritten } = options;
  await using dispatch = createDispatch(parsePoolOptions(module, { threads }));
  const settings = parseMapOptions({
    signal,
    ordered: isOrdered,
    onError: 'settle',
    targetMs,
    retries,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const call = { kind: 'lines', module: module.href, task, argument: undefined } as const;
  let lines = 0;
  let { failed } = output;
  try {
    for await (const batch of mapBatches(dispatch, call, source, settings)) {
      const firstError = isFailFast ? batch.errors.keys().next().value : undefined;
      const count = firstError ?? batch.results.length;
      const numbers = Array.from({ length: count }, (_, index) => source.lineOf(batch.first + index));
      failed += isFailFast ? 0 : batch.errors.size;
      if (count > 0) await output.write(textOf(batch, numbers, options), numbers, failed);
      lines += count;
      onWritten({ lines, failed });
      if (firstError !== undefined) throw failure(source.lineOf(batch.first + firstError), batch.errors.get(firstError));
      if (output.isClosed) return { lines, failed, isComplete: false };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return { lines, failed, isComplete: false };
  }
  await output.finish();
  return { lines, failed, isComplete: true };
}

function textOf({ results, errors }: MappedBatch, numbers: readonly number[], { isNumbered }: RunLinesOptions): string {
  let text = '';
  for (const [index, number] of numbers.entries()) {
    const error = errors.get(index);
    // The thread has made JSON of the result; what JSON does not know is null.
    const result = (results[index] as string | undefined) ?? 'null';
    if (error !== undefined) text += `${JSON.stringify({ line: number + 1, error: describeFailure(error) })}\n`;
    else text += isNumbered ? `{"line":${number + 1},"value":${result}}\n` : `${result}\n`;
  }
  return text;
}

function describeFailure(error: unknown): { readonly name: string; readonly message: string; readonly code?: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, code } = error as Error & { readonly code?: unknown };
  return { name, message, ...(typeof code === 'string' ? { code } : {}) };
}

function failure(line: number, cause: unknown): Error {
  const { name, message } = describeFailure(cause);
  return cpuError('NSI_CPU_RUN_FAILED', `expected line ${line + 1} to succeed, got ${name}: ${message}`, { cause });
}
