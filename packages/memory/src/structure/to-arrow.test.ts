import * as arrow from 'apache-arrow';
import { expect, expectTypeOf, test } from 'vitest';
import { Columns } from './columns.ts';
import { toArrow } from './to-arrow.ts';

const rows = [
  { id: 1, price: 1.5, symbol: 'NSI', isOpen: true, note: null, delta: -3 },
  { id: 200, price: 2.5, symbol: 'ABC', isOpen: false, note: 'żółw', delta: null },
  { id: 3, price: 0.1, symbol: 'NSI', isOpen: true, note: '', delta: 0 },
];
const schema = { id: 'uint8', price: 'float64', symbol: 'string', isOpen: 'boolean', note: 'string?', delta: 'int32?' } as const;

test('makes a table that Arrow reads back, also after a way through its file format', () => {
  const table = toArrow(Columns.from(rows, schema), arrow);

  const read = arrow.tableFromIPC(arrow.tableToIPC(table));

  expect(table.toArray().map((row: { toJSON(): unknown }) => row.toJSON())).toEqual(rows);
  expect(read.toArray().map((row: { toJSON(): unknown }) => row.toJSON())).toEqual(rows);
  expect(table.nullCount).toBe(0);
  expectTypeOf(table).toEqualTypeOf<arrow.Table>();
});

test('shares the memory of number columns', () => {
  const columns = Columns.from(rows, schema);

  const table = toArrow(columns, arrow);

  expect(table.getChild('price')?.data[0]?.values.buffer).toBe(columns.values('price').buffer);
});

test('makes a table of no rows', () => {
  expect(toArrow(new Columns(schema), arrow).numRows).toBe(0);
});
