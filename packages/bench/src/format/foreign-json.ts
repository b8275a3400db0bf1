import { check } from '@nsi/core';
import * as v from 'valibot';
import type { ForeignDocument } from './importer.ts';

/** The document's JSON as `schema` types it. Keys that the schema does not name are ignored: other tools add them freely. */
export function readForeignJson<const Schema extends v.GenericSchema>(
  schema: Schema,
  { json, name }: ForeignDocument,
): v.InferOutput<Schema> {
  return check(schema, json, { code: 'NSI_BENCH_IMPORT', origin: name });
}

/** Schema of a finite, non-negative number. */
export const amount: v.GenericSchema<number> = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Schema of a parameter's value. */
export const paramValue: v.GenericSchema<string | number | boolean> = v.union([v.string(), v.number(), v.boolean()]);

/** Whether `value` is an object, the first thing that `accepts` of an importer asks. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
