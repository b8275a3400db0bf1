import type { Dtype } from '../arena/num-array.ts';

/** What is known of an element type: its bytes, and the values it can hold. */
export interface ElementShape {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly isFloat: boolean;
  readonly isSigned: boolean;
  readonly low: number;
  readonly high: number;
}

const whole = (bytes: 1 | 2 | 4, isSigned: boolean): ElementShape =>
  Object.freeze({
    bytes,
    isFloat: false,
    isSigned,
    low: isSigned ? -(2 ** (bytes * 8 - 1)) : 0,
    high: 2 ** (bytes * 8 - (isSigned ? 1 : 0)) - 1,
  });
const float = (bytes: 4 | 8): ElementShape => Object.freeze({ bytes, isFloat: true, isSigned: true, low: -Infinity, high: Infinity });

/** Every element type. */
export const elementShapes: Readonly<Record<Dtype, ElementShape>> = Object.freeze({
  u8: whole(1, false),
  u8c: whole(1, false),
  i8: whole(1, true),
  u16: whole(2, false),
  i16: whole(2, true),
  u32: whole(4, false),
  i32: whole(4, true),
  f32: float(4),
  f64: float(8),
});
