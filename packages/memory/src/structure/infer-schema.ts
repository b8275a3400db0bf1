import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import type { BaseColumnType, ColumnSchema, ColumnType } from './column-type.ts';
import { narrowestType } from './narrow.ts';

/** The smallest schema that holds `rows` exactly. Fields of one kind only: all numbers, all strings or all booleans, and `null` or nothing where missing. */
export function inferSchema(rows: readonly Readonly<Record<string, unknown>>[]): ColumnSchema {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) if (Object.hasOwn(row, name)) names.add(name);
  return Object.fromEntries(
    Array.from(names, (name) => [
      name,
      typeOf(
        name,
        rows.map((row) => (Object.hasOwn(row, name) ? row[name] : undefined)),
      ),
    ]),
  );
}

function typeOf(name: string, values: readonly unknown[]): ColumnType {
  const present = values.filter((value) => value !== null && value !== undefined);
  const base = baseOf(name, present);
  return present.length === values.length ? base : `${base}?`;
}

function baseOf(name: string, values: readonly unknown[]): BaseColumnType {
  const kind = typeof values[0];
  const stranger = values.find((value) => typeof value !== kind);
  if (stranger !== undefined || !['number', 'string', 'boolean', 'undefined'].includes(kind)) {
    throw memoryError(
      'NSI_MEMORY_STRUCTURE_COLUMN',
      `\`${name}\`: expected numbers, strings or booleans only, got ${describe(stranger ?? values[0])}`,
      {
        hint: 'Leave the field out, or turn it into one kind of value first.',
      },
    );
  }
  if (kind === 'number') return narrowestType(values as readonly number[]);
  return kind === 'boolean' ? 'boolean' : 'string';
}
