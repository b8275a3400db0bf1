import type { Reduction } from './compile-variant.ts';
import type { ValueRange } from './value-range.ts';
import type { Lanes } from './vector-emitter.ts';
import type { CodeWriter } from './wasm-code.ts';

/** Instructions that gather the vectors of a loop into one number. */
export interface ReductionCode {
  /** Takes the vector on the stack. */
  add(code: CodeWriter): void;
  /** Takes the first lane of the vector on the stack. */
  addOne(code: CodeWriter): void;
  /** Pushes the results: a sum and what rounding took from it, or the extreme. */
  finish(code: CodeWriter): void;
}

interface ReductionSetup {
  readonly kind: Reduction;
  readonly lanes: Lanes;
  readonly fast: boolean;
  readonly range: ValueRange;
  readonly prologue: CodeWriter;
}

/** Accumulators by turns, so that one addition need not wait for the last. */
const accumulatorCount = 4;

/** Sums keep what rounding takes away (TwoSum: Knuth, The Art of Computer Programming, volume 2, 4.2.2), 32-bit values in 64 bits. */
export function writeReduction(setup: ReductionSetup): ReductionCode {
  return setup.kind === 'sum' ? sumCode(setup) : extremeCode(setup, setup.kind);
}

function sumCode({ lanes, fast, prologue }: ReductionSetup): ReductionCode {
  const accumulators = Array.from({ length: accumulatorCount }, () => ({ sum: prologue.local('v128'), lost: prologue.local('v128') }));
  const total = { sum: prologue.local('f64'), lost: prologue.local('f64') };
  const [value, next, back] = [prologue.local('v128'), prologue.local('v128'), prologue.local('v128')];
  const one = { value: prologue.local('f64'), next: prologue.local('f64'), back: prologue.local('f64') };
  let turn = 0;

  const addVector = (code: CodeWriter): void => {
    const { sum, lost } = accumulators[turn++ % accumulatorCount] as (typeof accumulators)[number];
    if (fast) {
      code.get(sum);
      code.simd('f64x2.add');
      return code.set(sum);
    }
    code.set(value);
    twoSum(code, { sum, lost, value, next, back }, { add: () => code.simd('f64x2.add'), sub: () => code.simd('f64x2.sub') });
  };
  const addScalar = (code: CodeWriter): void => {
    code.set(one.value);
    twoSum(code, { ...total, ...one }, { add: () => code.scalar('f64.add'), sub: () => code.scalar('f64.sub') });
  };
  return {
    add: (code) => {
      if (lanes === 'f64x2') return addVector(code);
      const whole = code.local('v128');
      code.tee(whole);
      code.simd('f64x2.promote_low_f32x4');
      addVector(code);
      code.get(whole);
      code.get(whole);
      code.shuffle([8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]);
      code.simd('f64x2.promote_low_f32x4');
      addVector(code);
    },
    addOne: (code) => {
      code.lane(`${lanes}.extract_lane`, 0);
      if (lanes === 'f32x4') code.scalar('f64.promote_f32');
      addScalar(code);
    },
    finish: (code) => {
      for (const { sum, lost } of accumulators) {
        for (const lane of [0, 1]) {
          code.get(sum);
          code.lane('f64x2.extract_lane', lane);
          addScalar(code);
          code.get(total.lost);
          code.get(lost);
          code.lane('f64x2.extract_lane', lane);
          code.scalar('f64.add');
          code.set(total.lost);
        }
      }
      code.get(total.sum);
      code.get(total.lost);
    },
  };
}

interface SumLocals {
  readonly sum: number;
  readonly lost: number;
  readonly value: number;
  readonly next: number;
  readonly back: number;
}

/** next = sum + value; back = next − sum; lost += (sum − (next − back)) + (value − back); sum = next. */
function twoSum(
  code: CodeWriter,
  { sum, lost, value, next, back }: SumLocals,
  { add, sub }: { readonly add: () => void; readonly sub: () => void },
): void {
  code.get(sum);
  code.get(value);
  add();
  code.tee(next);
  code.get(sum);
  sub();
  code.set(back);
  code.get(sum);
  code.get(next);
  code.get(back);
  sub();
  sub();
  code.get(value);
  code.get(back);
  sub();
  add();
  code.get(lost);
  add();
  code.set(lost);
  code.get(next);
  code.set(sum);
}

function extremeCode({ lanes, fast, range, prologue }: ReductionSetup, kind: 'min' | 'max'): ReductionCode {
  const isPlain = fast || (!range.mayBeNaN && !range.mayBeNegativeZero);
  const accumulators = Array.from({ length: accumulatorCount }, () => prologue.local('v128'));
  const total = prologue.local('f64');
  const identity = kind === 'min' ? Infinity : -Infinity;
  const bytes = new Uint8Array((lanes === 'f64x2' ? new Float64Array(2) : new Float32Array(4)).fill(identity).buffer);
  for (const accumulator of accumulators) {
    prologue.constant(bytes);
    prologue.set(accumulator);
  }
  prologue.constant(new Uint8Array(new Float64Array(2).fill(identity).buffer));
  prologue.lane('f64x2.extract_lane', 0);
  prologue.set(total);
  let turn = 0;
  const addScalar = (code: CodeWriter, lane: number): void => {
    code.lane(`${lanes}.extract_lane`, lane);
    if (lanes === 'f32x4') code.scalar('f64.promote_f32');
    code.get(total);
    code.scalar(`f64.${kind}`);
    code.set(total);
  };
  return {
    add: (code) => {
      const accumulator = accumulators[turn++ % accumulatorCount] as number;
      code.get(accumulator);
      code.simd(`${lanes}.${isPlain ? (`p${kind}` as const) : kind}`);
      code.set(accumulator);
    },
    addOne: (code) => addScalar(code, 0),
    finish: (code) => {
      for (const accumulator of accumulators) {
        for (let lane = 0; lane < (lanes === 'f64x2' ? 2 : 4); lane++) {
          code.get(accumulator);
          addScalar(code, lane);
        }
      }
      code.get(total);
    },
  };
}
