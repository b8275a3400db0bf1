/** Typed arrays of numbers, by the name of their element. */
export interface NumberArrays {
  readonly int8: Int8Array;
  readonly uint8: Uint8Array;
  readonly int16: Int16Array;
  readonly uint16: Uint16Array;
  readonly int32: Int32Array;
  readonly uint32: Uint32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

export type NumberType = keyof NumberArrays;
export type NumberArray = NumberArrays[NumberType];

/** What each type holds, smallest first: whole numbers from `low` to `high`, or fractions in `bits` of precision. */
interface NumberRange {
  readonly bytes: number;
  readonly low: number;
  readonly high: number;
  readonly isWhole: boolean;
  readonly create: (length: number) => NumberArray;
}

const whole = (bytes: number, low: number, high: number, create: (length: number) => NumberArray): NumberRange => ({
  bytes,
  low,
  high,
  isWhole: true,
  create,
});

/** In the order in which `narrow` tries them. */
export const numberTypes: Readonly<Record<NumberType, NumberRange>> = Object.freeze({
  uint8: whole(1, 0, 2 ** 8 - 1, (length) => new Uint8Array(length)),
  int8: whole(1, -(2 ** 7), 2 ** 7 - 1, (length) => new Int8Array(length)),
  uint16: whole(2, 0, 2 ** 16 - 1, (length) => new Uint16Array(length)),
  int16: whole(2, -(2 ** 15), 2 ** 15 - 1, (length) => new Int16Array(length)),
  uint32: whole(4, 0, 2 ** 32 - 1, (length) => new Uint32Array(length)),
  int32: whole(4, -(2 ** 31), 2 ** 31 - 1, (length) => new Int32Array(length)),
  float32: { bytes: 4, low: -Infinity, high: Infinity, isWhole: false, create: (length: number) => new Float32Array(length) },
  float64: { bytes: 8, low: -Infinity, high: Infinity, isWhole: false, create: (length: number) => new Float64Array(length) },
});

export const numberTypeNames: readonly NumberType[] = Object.freeze(Object.keys(numberTypes) as NumberType[]);
