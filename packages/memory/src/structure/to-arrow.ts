import type { ColumnSchema } from './column-type.ts';
import type { Columns } from './columns.ts';
import type { NumberType } from './number-type.ts';

/** The part of the module `apache-arrow` that is called here. */
export interface ArrowLibrary {
  readonly Table: { readonly prototype: object; new (columns: never): object };
  readonly Vector: new (data: never) => object;
  readonly makeData: (properties: never) => object;
  readonly vectorFromArray: (values: never, type: never) => object;
  readonly Dictionary: new (dictionary: never, indices: never) => object;
  readonly Utf8: new () => object;
  readonly Bool: new () => object;
  readonly Int8: new () => object;
  readonly Uint8: new () => object;
  readonly Int16: new () => object;
  readonly Uint16: new () => object;
  readonly Int32: new () => object;
  readonly Uint32: new () => object;
  readonly Float32: new () => object;
  readonly Float64: new () => object;
}

/**
 * The rows there are now as an Apache Arrow table. Numbers and dictionary indices share their memory with `columns`; booleans and presence are packed into bits.
 * @example
 * const table = toArrow(trades, await import('apache-arrow'));
 */
export function toArrow<Schema extends ColumnSchema, Library extends ArrowLibrary>(
  columns: Columns<Schema>,
  arrow: Library,
): Library['Table']['prototype'] {
  // The library's overloads cannot be written as the few calls made here, so its types end at this line.
  const { makeData, Vector, Table } = arrow as unknown as LooseArrow;
  const vectors = Object.entries(columns.schema).map(([name, type]) => {
    const base = type.replace('?', '');
    const values = columns.values(name) as Uint8Array;
    const presence = columns.presence(name);
    const data = makeData({
      ...arrowType(arrow, base, columns, name),
      length: columns.length,
      data: base === 'boolean' ? packBits(values) : values,
      ...(presence
        ? { nullBitmap: packBits(presence), nullCount: presence.reduce((total, isPresent) => total + 1 - isPresent, 0) }
        : { nullCount: 0 }),
    });
    return [name, new Vector([data])] as const;
  });
  return new Table(Object.fromEntries(vectors));
}

interface LooseArrow {
  readonly Table: new (columns: Readonly<Record<string, object>>) => object;
  readonly Vector: new (data: readonly object[]) => object;
  readonly makeData: (properties: Readonly<Record<string, unknown>>) => object;
  readonly vectorFromArray: (values: readonly string[], type: object) => object;
  readonly Dictionary: new (dictionary: object, indices: object) => object;
}

const arrowNames = Object.freeze({
  int8: 'Int8',
  uint8: 'Uint8',
  int16: 'Int16',
  uint16: 'Uint16',
  int32: 'Int32',
  uint32: 'Uint32',
  float32: 'Float32',
  float64: 'Float64',
  boolean: 'Bool',
} as const satisfies Record<NumberType | 'boolean', keyof ArrowLibrary>);

function arrowType<Schema extends ColumnSchema>(
  arrow: ArrowLibrary,
  base: string,
  columns: Columns<Schema>,
  name: string,
): { readonly type: object; readonly dictionary?: object } {
  if (base !== 'string') return { type: new arrow[arrowNames[base as keyof typeof arrowNames]]() };
  const { vectorFromArray, Dictionary } = arrow as unknown as LooseArrow;
  const text = new arrow.Utf8();
  return { type: new Dictionary(text, new arrow.Uint32()), dictionary: vectorFromArray([...columns.dictionary(name)], text) };
}

/** One bit for each byte that is not 0, lowest bit first, padded to 8 bytes as Arrow asks. */
function packBits(bytes: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(bytes.length / 64) * 8);
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] !== 0) bits[index >> 3] = (bits[index >> 3] as number) | (1 << (index & 7));
  }
  return bits;
}
