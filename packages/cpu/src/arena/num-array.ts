import { cpuError } from '../errors.ts';

/** A typed array of numbers. 64-bit integers and half floats are not among them. */
export type NumArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Element types by their short names. */
export const dtypes = ['f32', 'f64', 'i8', 'u8', 'u8c', 'i16', 'u16', 'i32', 'u32'] as const;

/** Short name of an element type; `u8c` is `Uint8ClampedArray`. */
export type Dtype = (typeof dtypes)[number];

/** A class of typed arrays. */
export interface NumArrayClass<T extends NumArray = NumArray> {
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): T;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): T;
}

const classes: Readonly<Record<Dtype, NumArrayClass>> = Object.freeze({
  f32: Float32Array,
  f64: Float64Array,
  i8: Int8Array,
  u8: Uint8Array,
  u8c: Uint8ClampedArray,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
});

const dtypeByTag: ReadonlyMap<unknown, Dtype> = new Map(dtypes.map((dtype): [unknown, Dtype] => [classes[dtype].name, dtype]));

// A Buffer is a Uint8Array of another class, and arrays of other realms fail `instanceof`: the tag of the prototype tells for all.
const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)?.get as () => unknown;

/** The class that holds elements of a type. */
export function classOf(dtype: Dtype): NumArrayClass {
  return classes[dtype];
}

/** Element type of a typed array. Throws `NSI_CPU_ARRAY` for anything else, and for one whose memory was transferred away. */
export function dtypeOf(array: NumArray): Dtype {
  const dtype = dtypeByTag.get(tagOf.call(array));
  if (dtype === undefined) throw notAnArray(array);
  if (array.length === 0 && isDetached(array)) {
    throw cpuError('NSI_CPU_ARRAY', 'expected an attached typed array, got one whose memory was transferred away');
  }
  return dtype;
}

function isDetached({ buffer }: NumArray): boolean {
  return 'detached' in buffer && buffer.detached;
}

function notAnArray(value: unknown): Error {
  const tag = tagOf.call(value) as string | undefined;
  const what = tag ?? (value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value);
  return cpuError('NSI_CPU_ARRAY', `expected a typed array of numbers, got ${what}`);
}
