import { describe, type StandardSchema } from '@nsi/core';
import { ioError } from '../errors.ts';
import type { ByteSource } from './chunk-source.ts';
import type { LineOptions } from './line-options.ts';
import { eachOf } from './each-of.ts';
import { lineRuns, splitLineOptions } from './lines.ts';
import { textBatches } from './text-batches.ts';

/** What a value must be, as a Standard Schema or a function that returns the value to give and throws to refuse it. */
export type Validate<Value> = StandardSchema<unknown, Value> | ((value: unknown, index: number) => Value);

/** A line that is no value. */
export interface BadLine {
  /** The line; of a long one the beginning. */
  readonly line: string;
  /** 0 for the first line of the source, blank ones counted. */
  readonly index: number;
}

/** Options of `ndjson`, each with a default; those of `lines` and of a reader hold too. */
export interface NdjsonOptions<Value> extends LineOptions {
  /** What each value must be: a Standard Schema (valibot, zod, arktype), or a function that returns the value to give and throws to refuse it. Default: anything. */
  readonly validate?: Validate<Value>;
  /** Called for each line that is not JSON or is refused; the line is left out. Left out, such a line is `NSI_IO_NDJSON_LINE`. */
  readonly onBadLine?: (error: Error, line: BadLine) => void;
}

/** Values of a source with one JSON value a line. */
export interface Ndjson<Value> extends AsyncIterable<Value> {
  /** The values of a chunk at a time: the fastest way. */
  batches(): AsyncIterable<readonly Value[]>;
  /** Calls back for each value; `false` stops. What the callback returns is not waited for. Resolves to the number of values given. */
  each(take: (value: Value, index: number) => unknown): Promise<number>;
}

const excerptLength = 200;

/**
 * Values of newline-delimited JSON. Blank lines are passed over. Throws `NSI_IO_NDJSON_LINE` while reading, for a line that is no value, unless
 * there is `onBadLine`.
 * @example
 * for await (const event of ndjson('events.ndjson', { validate: eventSchema, onBadLine: (error) => bad.push(error) })) handle(event);
 */
export function ndjson<Value = unknown>(source: ByteSource, options: NdjsonOptions<Value> = {}): Ndjson<Value> {
  const { validate, onBadLine, ...lineOptions } = options;
  checkFunctions(validate, onBadLine);
  const { settings, reader } = splitLineOptions(lineOptions);

  async function* batches(): AsyncGenerator<readonly Value[], void, void> {
    let index = 0;
    for await (const run of lineRuns(source, settings, reader)) {
      for (const batch of textBatches(run, settings.encoding)) {
        const values: Value[] = [];
        for (const line of batch) {
          const place = index++;
          if (isBlank(line)) continue;
          try {
            const value = JSON.parse(line) as unknown;
            const taken = validate ? accepted(value, place, validate) : (value as Value);
            values.push(validate && taken instanceof Promise ? await taken : (taken as Value));
          } catch (cause) {
            const error = badLine(line, place, cause);
            if (!onBadLine) throw error;
            onBadLine(error, { line: line.slice(0, excerptLength), index: place });
          }
        }
        if (values.length > 0) yield values;
      }
    }
  }

  return {
    batches,
    async each(take) {
      let count = 0;
      for await (const batch of batches()) for (const value of batch) if (take(value, count++) === false) return count;
      return count;
    },
    [Symbol.asyncIterator]: () => eachOf(batches()),
  };
}

function accepted<Value>(value: unknown, index: number, validate: Validate<Value>): Value | Promise<Value> {
  if (!('~standard' in validate)) return validate(value, index);
  const result = validate['~standard'].validate(value);
  return result instanceof Promise ? result.then(valueOf) : valueOf(result);
}

type Result<Value> = Awaited<ReturnType<StandardSchema<unknown, Value>['~standard']['validate']>>;

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.issues) return result.value;
  const [issue] = result.issues;
  const path = (issue?.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
  throw new TypeError(`${path === '' ? '' : `\`${path}\`: `}${issue?.message ?? 'refused'}`);
}

function badLine(line: string, index: number, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return ioError('NSI_IO_NDJSON_LINE', `expected a value in line ${index + 1}, got ${describe(line.slice(0, excerptLength))}: ${reason}`, {
    cause,
    details: { index },
  });
}

/** JSON's own white space. */
function isBlank(line: string): boolean {
  return line.charCodeAt(0) <= 32 ? /^[ \t\r]*$/.test(line) : line === '';
}

function checkFunctions(validate: unknown, onBadLine: unknown): void {
  const isValidator = validate === undefined || typeof validate === 'function' || Object(validate)['~standard'] !== undefined;
  if (!isValidator)
    throw ioError('NSI_IO_LINES_OPTION', `expected \`validate\` to be a Standard Schema or a function, got ${describe(validate)}`);
  if (onBadLine !== undefined && typeof onBadLine !== 'function')
    throw ioError('NSI_IO_LINES_OPTION', `expected \`onBadLine\` to be a function, got ${describe(onBadLine)}`);
}
