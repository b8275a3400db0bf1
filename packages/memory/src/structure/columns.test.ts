import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { Columns } from './columns.ts';

const isColumnError = (error: unknown): boolean => isNsiError(error, 'NSI_MEMORY_STRUCTURE_COLUMN');
const rows = fc.array(
  fc.record({
    price: fc.double(),
    quantity: fc.nat(),
    symbol: fc.constantFrom('NSI', 'ABC', 'żółw'),
    isOpen: fc.boolean(),
    note: fc.option(fc.string()),
    delta: fc.option(fc.integer()),
  }),
  { maxLength: 150 },
);
const schema = { price: 'float64', quantity: 'uint32', symbol: 'string', isOpen: 'boolean', note: 'string?', delta: 'int32?' } as const;

test('gives every row back as it was added', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const columns = Columns.from(given, schema);

      expect(columns.length).toBe(given.length);
      expect([...columns]).toEqual(given);
      given.forEach((row, index) => expect(columns.get(index, 'note')).toBe(row.note));
    }),
  );
});

test('gives every row back with a schema of its own finding', () => {
  fc.assert(
    fc.property(rows, (given) => {
      fc.pre(given.length > 0);

      expect([...Columns.from(given)]).toEqual(given);
    }),
  );
});

test('finds the smallest exact type of each field', () => {
  const columns = Columns.from([
    { id: 1, ratio: 0.5, name: 'a', isOn: true },
    { id: 300, ratio: 0.1, name: 'b' },
  ]);

  expect(columns.schema).toEqual({ id: 'uint16', ratio: 'float64', name: 'string', isOn: 'boolean?' });
  expect(columns.row(1)).toEqual({ id: 300, ratio: 0.1, name: 'b', isOn: null });
});

test('filters as an array of objects would', () => {
  fc.assert(
    fc.property(rows, fc.nat(), (given, limit) => {
      const columns = Columns.from(given, schema);
      const naive = (test: (row: (typeof given)[number]) => boolean): number[] => given.flatMap((row, index) => (test(row) ? [index] : []));

      expect([...columns.where('symbol', 'NSI')]).toEqual(naive(({ symbol }) => symbol === 'NSI'));
      expect([...columns.where('symbol', 'unknown')]).toEqual([]);
      expect([...columns.where('symbol', (symbol) => symbol !== 'NSI')]).toEqual(naive(({ symbol }) => symbol !== 'NSI'));
      expect([...columns.where('isOpen', true)]).toEqual(naive(({ isOpen }) => isOpen));
      expect([...columns.where('note', null)]).toEqual(naive(({ note }) => note === null));
      expect([...columns.where('note', (note) => note === null || note.length > 3)]).toEqual(
        naive(({ note }) => note === null || note.length > 3),
      );
      expect([...columns.where('delta', 0)]).toEqual(naive(({ delta }) => delta === 0));
      const quantities = columns.values('quantity');
      const large = columns.filter((row) => quantities[row]! > limit);
      expect([...large]).toEqual(naive(({ quantity }) => quantity > limit));
      expect([...columns.where('isOpen', true, large)]).toEqual(naive(({ quantity, isOpen }) => quantity > limit && isOpen));
      expect([...columns.select(large)]).toEqual(given.filter(({ quantity }) => quantity > limit));
    }),
  );
});

test('shows a column as a typed array without a copy', () => {
  const columns = Columns.from([{ price: 1.5 }, { price: 2.5 }], { price: 'float64' });

  const prices = columns.values('price');

  expect(prices).toEqual(Float64Array.of(1.5, 2.5));
  expect(columns.values('price').buffer).toBe(prices.buffer);
  expectTypeOf(prices).toEqualTypeOf<Float64Array>();
  expectTypeOf(columns.get(0, 'price')).toEqualTypeOf<number>();
});

test('refuses a row that does not fit, and keeps nothing of it', () => {
  const columns = new Columns({ id: 'uint8', name: 'string' });
  columns.push({ id: 1, name: 'a' });

  for (const row of [
    { id: 256, name: 'a' },
    { id: 0.5, name: 'a' },
    { id: 1, name: null },
    { id: 1 },
    { id: '1', name: 'a' },
    { id: 1, name: 'a', more: 1 },
  ]) {
    expect(() => columns.push(row as { id: number; name: string })).toThrow(expect.toSatisfy(isColumnError));
  }
  expect([...columns]).toEqual([{ id: 1, name: 'a' }]);
});

test('names the nearest column when one is unknown', () => {
  const columns = new Columns({ quantity: 'uint8' });

  expect(() => columns.values('quantty' as 'quantity')).toThrow(
    expect.toSatisfy((error) => isColumnError(error) && error.hint === 'Did you mean `quantity`?'),
  );
  expect(() => columns.dictionary('quantity')).toThrow('expected `quantity` to be a string column');
  expect(() => columns.row(0)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_STRUCTURE_KEY')));
});

test('takes a field named like a property of Object for what it is', () => {
  const given = [JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, unknown>];

  const columns = Columns.from(given);

  expect(Object.keys(columns.row(0))).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('refuses schemas without columns, with unknown types, and fields of mixed kinds', () => {
  expect(() => new Columns({})).toThrow(expect.toSatisfy(isColumnError));
  expect(() => new Columns({ a: 'int64' as 'int32' })).toThrow('expected a column type');
  expect(() => Columns.from([{ a: 1 }, { a: 'x' }])).toThrow('`a`: expected numbers, strings or booleans only');
  expect(() => Columns.from([{ a: { nested: 1 } }])).toThrow(expect.toSatisfy(isColumnError));
  expect(() => new Columns({ a: 'int8' }, { capacity: -1 })).toThrow('expected `capacity`');
});

test('takes less than a fifth of the bytes of an array of objects', () => {
  const count = 5000;
  const given = Array.from({ length: count }, (_, index) => ({ id: index, symbol: 'NSI', price: index / 8, isOpen: true }));
  // 24 bytes of header, 8 for each field, 8 in the array and 16 for each number with a fraction.
  const asObjects = count * (24 + 4 * 8 + 8 + 16);

  expect(Columns.from(given).byteLength).toBeLessThan(asObjects / 5);
});
