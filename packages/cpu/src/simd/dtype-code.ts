import type { Dtype } from '../arena/num-array.ts';
import type { Typed } from './kernel-calls.ts';

const typedNames: Readonly<Record<Dtype, Typed>> = Object.freeze({
  f32: 'F32',
  f64: 'F64',
  i8: 'I8',
  u8: 'U8',
  u8c: 'U8',
  i16: 'I16',
  u16: 'U16',
  i32: 'I32',
  u32: 'U32',
});
const codes: Readonly<Record<Typed, number>> = Object.freeze({ F32: 0, F64: 1, I8: 2, U8: 3, I16: 4, U16: 5, I32: 6, U32: 7 });

/** What kernels call a type; bytes are bytes, clamped or not. */
export function typedOf(dtype: Dtype): Typed {
  return typedNames[dtype];
}

/** The number of a type in kernels. */
export function codeOf(dtype: Dtype): number {
  return codes[typedNames[dtype]];
}

/** Whether f32 arithmetic holds every element: f32 itself and integers of at most 16 bits. */
export function fitsF32(dtype: Dtype): boolean {
  return dtype !== 'f64' && dtype !== 'i32' && dtype !== 'u32';
}

/** Least and greatest element of an integer type; `undefined` for floats. */
export function integerRange(dtype: Dtype): { readonly least: number; readonly most: number } | undefined {
  if (dtype === 'f32' || dtype === 'f64') return undefined;
  const bits = Number.parseInt(dtype.slice(1), 10);
  return dtype.startsWith('u') ? { least: 0, most: 2 ** bits - 1 } : { least: -(2 ** (bits - 1)), most: 2 ** (bits - 1) - 1 };
}
