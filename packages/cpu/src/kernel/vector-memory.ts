import type { Dtype } from '../arena/num-array.ts';
import { elementShapes } from './element-shape.ts';
import type { Expression } from './expression.ts';
import type { ValueRange } from './value-range.ts';
import type { Lanes, VectorEmitter } from './vector-emitter.ts';
import type { CodeWriter } from './wasm-code.ts';

/** Elements that one step loads and stores: two vectors of 64-bit floats, or one of 32-bit. */
export const stepElements = 4;

const highHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15] as const;
const lowHalves = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23] as const;

const evenWords = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27] as const;

/** Loads four elements, `at` elements behind the address, as vectors in fresh locals: two for `f64x2`, one for `f32x4`. */
export function loadStep(code: CodeWriter, { dtype, address, at, lanes }: LoadPlace): readonly number[] {
  const { bytes, isFloat, isSigned } = elementShapes[dtype];
  const offset = at * bytes;
  const keep = (): number => {
    const local = code.local('v128');
    code.set(local);
    return local;
  };
  const sign = isSigned ? 's' : 'u';
  if (bytes <= 2) {
    loadSmallIntegers(code, { dtype, address, at });
    return convertIntegers(code, lanes);
  }
  if (lanes === 'f64x2') {
    return [0, 1].map((half) => {
      code.get(address);
      code.simdMemory(bytes === 8 ? 'v128.load' : 'v128.load64_zero', offset + half * 2 * bytes);
      if (bytes === 4) code.simd(isFloat ? 'f64x2.promote_low_f32x4' : `f64x2.convert_low_i32x4_${sign}`);
      return keep();
    });
  }
  if (bytes === 8) {
    for (const half of [0, 1]) {
      code.get(address);
      code.simdMemory('v128.load', offset + half * 16);
      code.simd('f32x4.demote_f64x2_zero');
    }
    code.shuffle(lowHalves);
    return [keep()];
  }
  code.get(address);
  code.simdMemory('v128.load', offset);
  if (!isFloat) code.simd(`f32x4.convert_i32x4_${sign}`);
  return [keep()];
}

interface LoadPlace {
  readonly dtype: Dtype;
  /** Local that holds the address. */
  readonly address: number;
  readonly at: number;
  readonly lanes: Lanes;
}

/** Pushes four elements of 8 or 16 bits as 32-bit integers. */
export function loadSmallIntegers(code: CodeWriter, { dtype, address, at }: Omit<LoadPlace, 'lanes'>): void {
  const { bytes, isSigned } = elementShapes[dtype];
  const sign = isSigned ? 's' : 'u';
  code.get(address);
  if (bytes === 2) return code.simdMemory(`v128.load16x4_${sign}`, at * bytes);
  code.simdMemory('v128.load32_zero', at * bytes);
  code.simd(`i16x8.extend_low_i8x16_${sign}`);
  code.simd(`i32x4.extend_low_i16x8_${sign}`);
}

/** Turns the four integers on the stack into floats in fresh locals: two vectors for `f64x2`, one for `f32x4`. */
export function convertIntegers(code: CodeWriter, lanes: Lanes): readonly number[] {
  const keep = (): number => {
    const local = code.local('v128');
    code.set(local);
    return local;
  };
  if (lanes === 'f32x4') {
    code.simd('f32x4.convert_i32x4_s');
    return [keep()];
  }
  const whole = keep();
  return [0, 1].map((half) => {
    code.get(whole);
    if (half === 1) {
      code.get(whole);
      code.shuffle(highHalf);
    }
    code.simd('f64x2.convert_low_i32x4_s');
    return keep();
  });
}

/** Loads one element as the first lane of a vector in a fresh local. */
export function loadOne(code: CodeWriter, { dtype, address, lanes }: Omit<LoadPlace, 'at'>): number {
  const { bytes, isFloat, isSigned } = elementShapes[dtype];
  const sign = isSigned ? 's' : 'u';
  code.get(address);
  if (bytes === 8) {
    code.simdMemory('v128.load64_zero', 0);
    if (lanes === 'f32x4') code.simd('f32x4.demote_f64x2_zero');
  } else if (bytes === 4) {
    code.simdMemory('v128.load32_zero', 0);
    if (isFloat && lanes === 'f64x2') code.simd('f64x2.promote_low_f32x4');
    if (!isFloat) code.simd(lanes === 'f64x2' ? `f64x2.convert_low_i32x4_${sign}` : `f32x4.convert_i32x4_${sign}`);
  } else {
    code.scalar(`i32.load${bytes === 2 ? 16 : 8}_${sign}`, 0, 0);
    code.simd('i32x4.splat');
    code.simd(lanes === 'f64x2' ? 'f64x2.convert_low_i32x4_s' : 'f32x4.convert_i32x4_s');
  }
  const local = code.local('v128');
  code.set(local);
  return local;
}

/** Where a result goes. */
export interface StorePlace {
  readonly dtype: Dtype;
  readonly address: number;
  readonly at: number;
  readonly lanes: Lanes;
  readonly range: ValueRange;
}

/** Computes and stores four elements; `known` has the parameters' locals of each vector. */
export function storeStep(
  emitter: VectorEmitter,
  root: Expression,
  known: readonly Map<Expression, number>[],
  { dtype, address, at, lanes, range }: StorePlace,
): void {
  const code = emitter.body;
  const { bytes, isFloat } = elementShapes[dtype];
  const offset = at * bytes;
  if (dtype === 'f64') {
    for (const [half, locals] of known.entries()) {
      code.get(address);
      emitter.emit(root, locals);
      if (lanes === 'f64x2') code.simdMemory('v128.store', offset + half * 16);
    }
    if (lanes === 'f32x4') storePromoted(code, address, offset);
    return;
  }
  code.get(address);
  let layout: IntegerLayout = 'packed';
  for (const locals of known) {
    if (isFloat) {
      emitter.emit(root, locals);
      if (lanes === 'f64x2') code.simd('f32x4.demote_f64x2_zero');
    } else layout = pushElement(emitter, root, locals, { dtype, lanes, range });
  }
  if (bytes === 4) {
    if (lanes === 'f64x2') code.shuffle(layout === 'wide' ? evenWords : lowHalves);
    return code.simdMemory('v128.store', offset);
  }
  const isBounded = dtype === 'u8c' || (range.low >= 0 && range.high <= 2 ** (bytes * 8) - 1 && dtype[0] === 'u');
  narrow(code, { bytes: bytes as 1 | 2, lanes, layout, fits: isBounded && layout !== 'marked' });
  code.simdMemory(bytes === 2 ? 'v128.store64_lane' : 'v128.store32_lane', offset, 0);
}

/**
 * Where the whole numbers of a vector are: in its first 32-bit lanes, one behind the other; in the lower half of each 64-bit lane; or below
 * the bits of an exponent, in each 32-bit lane.
 */
type IntegerLayout = 'packed' | 'wide' | 'marked';

/** Keeps the lowest bytes of four integers, side by side. Where they fit anyway, the saturating instructions are the shorter way. */
function narrow(
  code: CodeWriter,
  { bytes, lanes, layout, fits }: { readonly bytes: 1 | 2; readonly lanes: Lanes; readonly layout: IntegerLayout; readonly fits: boolean },
): void {
  const dup = (): void => {
    const local = code.local('v128');
    code.tee(local);
    code.get(local);
  };
  if (fits) {
    if (lanes === 'f64x2') code.shuffle(layout === 'wide' ? evenWords : lowHalves);
    dup();
    code.simd('i16x8.narrow_i32x4_u');
    if (bytes === 2) return;
    dup();
    return code.simd('i8x16.narrow_i16x8_u');
  }
  if (lanes === 'f32x4') dup();
  const starts = lanes === 'f32x4' ? [0, 4, 8, 12] : layout === 'wide' ? [0, 8, 16, 24] : [0, 4, 16, 20];
  const kept = bytes === 2 ? starts.flatMap((start) => [start, start + 1]) : starts;
  code.shuffle(Array.from({ length: 16 }, (_, index) => kept[index % kept.length] as number));
}

/** Four 32-bit floats on the stack above an address, stored as four 64-bit floats. */
function storePromoted(code: CodeWriter, address: number, offset: number): void {
  const whole = code.local('v128');
  code.tee(whole);
  code.simd('f64x2.promote_low_f32x4');
  code.simdMemory('v128.store', offset);
  code.get(address);
  code.get(whole);
  code.get(whole);
  code.shuffle(highHalf);
  code.simd('f64x2.promote_low_f32x4');
  code.simdMemory('v128.store', offset + 16);
}

/** Computes and stores one element, from the first lane. */
export function storeOne(
  emitter: VectorEmitter,
  root: Expression,
  known: Map<Expression, number>,
  { dtype, address, lanes, range }: Omit<StorePlace, 'at'>,
): void {
  const code = emitter.body;
  const { bytes, isFloat } = elementShapes[dtype];
  code.get(address);
  if (!isFloat) {
    pushElement(emitter, root, known, { dtype, lanes, range });
    return code.simdMemory(`v128.store${(bytes * 8) as 8 | 16 | 32}_lane`, 0, 0);
  }
  emitter.emit(root, known);
  if (dtype === 'f64' && lanes === 'f32x4') code.simd('f64x2.promote_low_f32x4');
  if (dtype === 'f32' && lanes === 'f64x2') code.simd('f32x4.demote_f64x2_zero');
  code.simdMemory(dtype === 'f64' ? 'v128.store64_lane' : 'v128.store32_lane', 0, 0);
}

/**
 * Whole numbers as the array converts: wrapped around, or for `Uint8ClampedArray` bounded and rounded to even. Where the values are known
 * to be small and not negative, adding 2⁵² or 2²³ leaves the number in the lowest bits, rounded to even: one instruction in place of many.
 */
function pushElement(
  emitter: VectorEmitter,
  root: Expression,
  known: Map<Expression, number>,
  { dtype, lanes, range }: Pick<StorePlace, 'dtype' | 'lanes' | 'range'>,
): IntegerLayout {
  const code = emitter.body;
  const isClamped = dtype === 'u8c';
  const isWide = lanes === 'f64x2';
  const isBounded =
    range.low >= 0 && range.high <= (isClamped ? 255 : isWide ? 2 ** 32 - 1 : elementShapes[dtype].bytes <= 2 ? 2 ** 22 : -1);
  if (!isClamped && !isBounded) {
    emitter.emitInteger(root, known);
    return 'packed';
  }
  // In this order NaN becomes 0.
  if (range.mayBeNaN || !isBounded) emitter.constant(0);
  emitter.emit(root, known);
  if (range.mayBeNaN || !isBounded) code.simd(`${lanes}.pmax`);
  if (!isBounded) {
    emitter.constant(255);
    code.simd(`${lanes}.pmin`);
  }
  if (!isClamped) code.simd(`${lanes}.trunc`);
  emitter.constant(isWide ? 2 ** 52 : 2 ** 23);
  code.simd(`${lanes}.add`);
  return isWide ? 'wide' : 'marked';
}
