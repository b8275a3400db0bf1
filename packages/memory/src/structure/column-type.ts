import type { NumberArrays, NumberType } from './number-type.ts';

/** What one column holds. A trailing `?` lets values be missing. */
export type ColumnType = BaseColumnType | `${BaseColumnType}?`;
export type BaseColumnType = NumberType | 'boolean' | 'string';

/** Column names and their types. */
export type ColumnSchema = Readonly<Record<string, ColumnType>>;

type Base<Type extends ColumnType> = Type extends `${infer Name extends BaseColumnType}?` ? Name : Type;
type Present<Type> = Type extends 'string' ? string : Type extends 'boolean' ? boolean : number;

/** What a row has in a column of `Type`; `null` where it is missing. */
export type ColumnValue<Type extends ColumnType> = Type extends `${string}?` ? Present<Base<Type>> | null : Present<Type>;

/** The typed array behind a column: numbers themselves, 0 and 1 for booleans, dictionary numbers for strings. */
export type ColumnArray<Type extends ColumnType> =
  Base<Type> extends NumberType ? NumberArrays[Base<Type>] : Base<Type> extends 'boolean' ? Uint8Array : Uint32Array;

/** One row as an object. */
export type Row<Schema extends ColumnSchema> = { readonly [Name in keyof Schema]: ColumnValue<Schema[Name]> };

/** A row to add: what may be missing may be left out. */
export type RowInput<Schema extends ColumnSchema> = {
  readonly [Name in keyof Schema as Schema[Name] extends `${string}?` ? never : Name]: ColumnValue<Schema[Name]>;
} & { readonly [Name in keyof Schema as Schema[Name] extends `${string}?` ? Name : never]?: ColumnValue<Schema[Name]> | undefined };
