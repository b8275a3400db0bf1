/** One number for every slot of a cache. */
export type Column = Uint8Array | Int32Array | Float64Array;

/** A copy of `column` for `count` slots; what is new is 0. */
export function resized<Numbers extends Column>(column: Numbers, count: number): Numbers {
  const copy = new (column.constructor as new (length: number) => Numbers)(count);
  copy.set(count < column.length ? column.subarray(0, count) : column);
  return copy;
}
