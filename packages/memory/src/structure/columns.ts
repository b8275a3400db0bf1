import { describe, nearestName } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { Column } from './column.ts';
import type { ColumnArray, ColumnSchema, ColumnType, ColumnValue, Row, RowInput } from './column-type.ts';
import { inferSchema } from './infer-schema.ts';
import { numberTypeNames } from './number-type.ts';
import type { StringDictionary } from './string-dictionary.ts';

/** How much room a `Columns` begins with; it grows by itself. */
export interface ColumnsOptions {
  /** Rows expected: that many go in without a copy. Default 0. */
  readonly capacity?: number;
}

const minRows = 64;
const maxRows = 2 ** 31;
const knownTypes: ReadonlySet<string> = new Set([...numberTypeNames, 'boolean', 'string'].flatMap((name) => [name, `${name}?`]));

/**
 * Rows as one typed array for each field instead of one object for each row: a fraction of the bytes, and loops that read only what they need.
 * Rows are numbered from 0 and only added. Hot: see bench/structure.bench.ts.
 */
export class Columns<const Schema extends ColumnSchema> {
  readonly schema: Schema;
  readonly #columns: ReadonlyMap<string, Column>;
  readonly #list: readonly Column[];
  readonly #encoded: Float64Array;
  #capacity: number;
  #length = 0;

  constructor(schema: Schema, { capacity = 0 }: ColumnsOptions = {}) {
    checkSchema(schema);
    this.#capacity = Math.max(minRows, checkedCapacity(capacity));
    this.schema = Object.freeze({ ...schema });
    this.#list = Object.entries(schema).map(([name, type]) => new Column(name, type, this.#capacity));
    this.#encoded = new Float64Array(this.#list.length);
    this.#columns = new Map(this.#list.map((column) => [column.name, column]));
  }

  /** Columns of `rows`. Without a schema each field gets the smallest type that holds it exactly, and one that is missing in some rows may be missing. */
  static from<const Schema extends ColumnSchema>(rows: readonly RowInput<Schema>[], schema: Schema): Columns<Schema>;
  static from(rows: readonly Readonly<Record<string, unknown>>[]): Columns<ColumnSchema>;
  static from(rows: readonly Readonly<Record<string, unknown>>[], schema: ColumnSchema = inferSchema(rows)): Columns<ColumnSchema> {
    const columns = new Columns(schema, { capacity: rows.length });
    for (const row of rows) columns.push(row as RowInput<ColumnSchema>);
    return columns;
  }

  /** Number of rows. */
  get length(): number {
    return this.#length;
  }

  get byteLength(): number {
    return this.#list.reduce((total, column) => total + column.byteLength, 0);
  }

  /** Adds a row and returns its number. A row that does not fit the schema is not added. */
  push(row: RowInput<Schema>): number {
    const fields = row as Readonly<Record<string, unknown>>;
    const columns = this.#list;
    for (const name in fields) if (!this.#columns.has(name)) throw unknownColumn(name, this.#columns.keys());
    // Every field is checked before any is written, so that a refused row leaves nothing behind.
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index] as Column;
      this.#encoded[index] = column.encode(ownValue(fields, column.name));
    }
    if (this.#length === this.#capacity) this.#grow();
    const place = this.#length;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index] as Column;
      column.values[place] = this.#encoded[index] as number;
      if (column.present) column.present[place] = (ownValue(fields, column.name) ?? null) === null ? 0 : 1;
    }
    this.#length += 1;
    return place;
  }

  /** The value of one field of one row. */
  get<Name extends keyof Schema & string>(row: number, name: Name): ColumnValue<Schema[Name]> {
    return this.#column(name).decode(this.#checkedRow(row)) as ColumnValue<Schema[Name]>;
  }

  /** One row as an object. */
  row(row: number): Row<Schema> {
    this.#checkedRow(row);
    return Object.fromEntries(this.#list.map((column) => [column.name, column.decode(row)])) as Row<Schema>;
  }

  /**
   * The numbers of a column, without a copy: booleans as 0 and 1, strings as numbers of `dictionary(name)`, missing values as 0.
   * The view shows the rows there are now; take a new one after adding rows.
   */
  values<Name extends keyof Schema & string>(name: Name): ColumnArray<Schema[Name]> {
    return this.#column(name).values.subarray(0, this.#length) as ColumnArray<Schema[Name]>;
  }

  /** 1 where a row has a value; `undefined` for a column in which none may be missing. */
  presence(name: keyof Schema & string): Uint8Array | undefined {
    return this.#column(name).present?.subarray(0, this.#length);
  }

  /** The strings of a string column, numbered as in `values`. */
  dictionary(name: keyof Schema & string): StringDictionary {
    const { dictionary, base } = this.#column(name);
    if (dictionary) return dictionary;
    throw memoryError('NSI_MEMORY_STRUCTURE_COLUMN', `expected \`${name}\` to be a string column, got ${base}`);
  }

  /**
   * Numbers of the rows in which a column equals `wanted` or passes a test, ascending. A test of a string column runs once for each distinct string.
   * `within` looks at those rows only, so that conditions can be chained.
   */
  where<Name extends keyof Schema & string>(
    name: Name,
    wanted: ColumnValue<Schema[Name]> | ((value: ColumnValue<Schema[Name]>) => boolean),
    within?: Uint32Array,
  ): Uint32Array {
    const column = this.#column(name);
    const rows = within ?? this.#length;
    if (typeof wanted === 'function') return matching(rows, testOf(column, wanted as (value: unknown) => boolean));
    const { values, present } = column;
    if (wanted === null) return present ? equalRows(rows, present, 0) : new Uint32Array(0);
    const equal = equalRows(rows, values, column.dictionary ? column.dictionary.idOf(wanted as string) : Number(wanted));
    return present ? equalRows(equal, present, 1) : equal;
  }

  /** Numbers of the rows for which `test` is true. It gets the row's number; read fields by `get`, or from `values`, which is faster. */
  filter(test: (row: number) => boolean, within?: Uint32Array): Uint32Array {
    return matching(within ?? this.#length, test);
  }

  /** The given rows as columns of their own. */
  select(rows: Iterable<number>): Columns<Schema> {
    const selected = new Columns(this.schema);
    for (const row of rows) selected.push(this.row(row) as unknown as RowInput<Schema>);
    return selected;
  }

  *[Symbol.iterator](): Generator<Row<Schema>, void, undefined> {
    for (let row = 0; row < this.#length; row++) yield this.row(row);
  }

  #grow(): void {
    this.#capacity = checkedCapacity(Math.ceil(this.#capacity * 1.5));
    for (const column of this.#list) column.grow(this.#capacity);
  }

  #column(name: string): Column {
    const column = this.#columns.get(name);
    if (column) return column;
    throw unknownColumn(name, this.#columns.keys());
  }

  #checkedRow(row: number): number {
    if (Number.isInteger(row) && row >= 0 && row < this.#length) return row;
    throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a row from 0 to ${this.#length - 1}, got ${describe(row)}`);
  }
}

function matching(rows: number | Uint32Array, test: (row: number) => boolean): Uint32Array {
  const count = typeof rows === 'number' ? rows : rows.length;
  const found = new Uint32Array(count);
  let end = 0;
  for (let index = 0; index < count; index++) {
    const row = typeof rows === 'number' ? index : (rows[index] as number);
    if (test(row)) found[end++] = row;
  }
  return found.slice(0, end);
}

/** Rows in which `values` holds `wanted`. Hot: two loops and no call in them; see bench/structure.bench.ts. */
function equalRows(rows: number | Uint32Array, values: ArrayLike<number>, wanted: number): Uint32Array {
  const count = typeof rows === 'number' ? rows : rows.length;
  const found = new Uint32Array(count);
  let end = 0;
  if (typeof rows === 'number') {
    for (let row = 0; row < count; row++) if (values[row] === wanted) found[end++] = row;
  } else {
    for (let index = 0; index < count; index++) if (values[rows[index] as number] === wanted) found[end++] = rows[index] as number;
  }
  return found.slice(0, end);
}

function testOf(column: Column, test: (value: unknown) => boolean): (row: number) => boolean {
  const { dictionary, values, present } = column;
  if (!dictionary) return (row) => test(column.decode(row));
  const verdicts = Uint8Array.from(dictionary, (text) => (test(text) ? 1 : 0));
  const missingPasses = present ? test(null) : false;
  return (row) => (present?.[row] === 0 ? missingPasses : verdicts[values[row] as number] === 1);
}

function ownValue(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function checkSchema(schema: ColumnSchema): void {
  if (Object.keys(schema).length === 0)
    throw memoryError('NSI_MEMORY_STRUCTURE_COLUMN', 'expected a schema with at least one column, got none');
  for (const [name, type] of Object.entries<ColumnType>(schema)) {
    if (!knownTypes.has(type)) {
      throw memoryError(
        'NSI_MEMORY_STRUCTURE_COLUMN',
        `\`${name}\`: expected a column type (${[...knownTypes].join(', ')}), got ${describe(type)}`,
      );
    }
  }
}

function checkedCapacity(capacity: number): number {
  if (Number.isInteger(capacity) && capacity >= 0 && capacity <= maxRows) return capacity;
  throw memoryError(
    'NSI_MEMORY_STRUCTURE_SIZE',
    `expected \`capacity\` to be a whole number from 0 to ${maxRows}, got ${describe(capacity)}`,
  );
}

function unknownColumn(name: string, known: Iterable<string>): Error {
  const names = [...known];
  const nearest = nearestName(name, names);
  return memoryError(
    'NSI_MEMORY_STRUCTURE_COLUMN',
    `expected one of the columns ${names.join(', ')}, got ${describe(name)}`,
    nearest === undefined ? {} : { hint: `Did you mean \`${nearest}\`?` },
  );
}
