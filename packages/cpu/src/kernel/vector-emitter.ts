import type { Expression, Operation } from './expression.ts';
import type { LaneFunction } from './math-functions.ts';
import type { SimdOpcode } from './simd-opcodes.ts';
import { holdsZero, type ValueRange } from './value-range.ts';
import type { CodeWriter } from './wasm-code.ts';

/** Vectors that the compiled code computes with: two 64-bit or four 32-bit floats. */
export type Lanes = 'f64x2' | 'f32x4';

/** What the emitter is told of the code around it. */
export interface EmitterSetup {
  readonly lanes: Lanes;
  /** Where the loop's instructions go, and where what is computed once goes. */
  readonly body: CodeWriter;
  readonly prologue: CodeWriter;
  readonly rangeOf: (expression: Expression) => ValueRange;
  /** Number local of a parameter that is one number for all elements; `undefined` for an array. */
  readonly scalarLocal: (parameter: Expression) => number | undefined;
  /** Number of an imported function. */
  readonly importOf: (call: LaneFunction) => number;
  readonly fast: boolean;
  readonly root: Expression;
  /** Whether the sign of a zero is lost where the result goes, as in an array of whole numbers. */
  readonly losesZeroSign: boolean;
}

/** Writes expressions as vector instructions. */
export interface VectorEmitter {
  /** Pushes the value of an expression. `known` holds the locals of array parameters, and takes those of values that occur again. */
  emit(expression: Expression, known: Map<Expression, number>): void;
  /** Pushes four or two 32-bit integers, as JavaScript converts the value, wrapping around. */
  emitInteger(expression: Expression, known: Map<Expression, number>): void;
  /** Pushes a vector of one constant. */
  constant(value: number): void;
  /** Writes where the loop goes. */
  readonly body: CodeWriter;
}

const signBit = -0;
const integerLow = -(2 ** 31);
const integerHigh = 2 ** 31 - 1;

/** An emitter; see `EmitterSetup`. */
export function createVectorEmitter(setup: EmitterSetup): VectorEmitter {
  const { lanes, body, prologue, rangeOf, fast } = setup;
  const useCounts = countUses(setup.root);
  const signedZeros = findSignedZeros(setup.root, !setup.losesZeroSign);
  const constants = new Map<string, number>();
  const hoisted = new Map<Expression, number>();
  let code = body;
  let known = new Map<Expression, number>();
  const of = (name: string): void => code.simd(`${lanes}.${name}` as SimdOpcode);

  const constant = (value: number): void => {
    const key = Object.is(value, -0) ? '-0' : String(value);
    let local = constants.get(key);
    if (local === undefined) {
      local = prologue.local('v128');
      prologue.constant(splatBytes(value, lanes));
      prologue.set(local);
      constants.set(key, local);
    }
    code.get(local);
  };

  const isUniform = memoize((expression: Expression): boolean =>
    expression.op === 'parameter' ? setup.scalarLocal(expression) !== undefined : expression.parts.every((part) => isUniform(part)),
  );

  const push = (expression: Expression): void => {
    if (expression.op === 'constant') return constant(expression.value);
    if (isUniform(expression)) return code.get(hoist(expression));
    const local = known.get(expression);
    if (local !== undefined) return code.get(local);
    write(expression);
    if ((useCounts.get(expression) ?? 0) > 1) {
      const shared = code.local('v128');
      code.tee(shared);
      known.set(expression, shared);
    }
  };

  /** Local of a value that is the same for all elements. */
  const hoist = (expression: Expression): number => {
    let local = hoisted.get(expression);
    if (local === undefined) {
      const outer = code;
      code = prologue;
      if (expression.op === 'parameter') pushScalar(setup.scalarLocal(expression) as number);
      else write(expression);
      local = prologue.local('v128');
      prologue.set(local);
      code = outer;
      hoisted.set(expression, local);
    }
    return local;
  };

  const pushScalar = (local: number): void => {
    code.get(local);
    if (lanes === 'f32x4') code.scalar('f32.demote_f64');
    of('splat');
  };

  /** Pushes a value and keeps it in a local as well. */
  const pushKept = (expression: Expression): number => {
    push(expression);
    return keep();
  };
  const keep = (): number => {
    const local = code.local('v128');
    code.tee(local);
    return local;
  };

  const pushNumber = (expression: Expression): void => {
    push(expression);
    if (expression.type !== 'boolean') return;
    constant(1);
    code.simd('v128.and');
  };

  const writers: Readonly<Partial<Record<Operation, (parts: readonly Expression[]) => void>>> = {
    div: ([first, second]) => {
      push(first as Expression);
      if (fast && second?.op === 'constant') {
        constant(1 / second.value);
        return of('mul');
      }
      push(second as Expression);
      of('div');
    },
    fround: ([value]) => {
      push(value as Expression);
      if (lanes === 'f32x4') return;
      code.simd('f32x4.demote_f64x2_zero');
      code.simd('f64x2.promote_low_f32x4');
    },
    // As V8 does it: up, and one less where that was more than a half.
    round: ([value]) => {
      const exact = pushKept(value as Expression);
      of('ceil');
      code.get(keep());
      constant(0.5);
      of('sub');
      code.get(exact);
      of('gt');
      constant(1);
      code.simd('v128.and');
      of('sub');
    },
    sign: ([value]) => {
      const kept = pushKept(value as Expression);
      constant(signBit);
      code.simd('v128.and');
      constant(1);
      code.simd('v128.or');
      code.get(kept);
      code.get(kept);
      of('abs');
      constant(0);
      of('gt');
      code.simd('v128.bitselect');
    },
    toBoolean: ([value]) => {
      push(value as Expression);
      of('abs');
      constant(0);
      of('gt');
    },
    toNumber: ([value]) => pushNumber(value as Expression),
    and: ([first, second]) => pushBits('v128.and', first, second),
    or: ([first, second]) => pushBits('v128.or', first, second),
    not: ([value]) => {
      push(value as Expression);
      code.simd('v128.not');
    },
    bitAnd: ([first, second]) => pushIntegers('v128.and', first, second),
    bitOr: ([first, second]) => pushIntegers('v128.or', first, second),
    bitXor: ([first, second]) => pushIntegers('v128.xor', first, second),
    bitNot: ([value]) => {
      pushInteger(value as Expression);
      code.simd('v128.not');
      convert('s');
    },
    shiftLeft: ([value, by]) => pushShifted('i32x4.shl', value, by),
    shiftRight: ([value, by]) => pushShifted('i32x4.shr_s', value, by),
    shiftRightUnsigned: ([value, by]) => pushShifted('i32x4.shr_u', value, by),
  };

  const write = (expression: Expression): void => {
    const { op, parts, type } = expression;
    if (op === 'call') return pushCall(expression);
    if (op === 'min' || op === 'max') return pushExtreme(expression);
    if (op === 'select') {
      const [condition, then, otherwise] = parts as readonly [Expression, Expression, Expression];
      for (const part of [then, otherwise])
        if (type === 'boolean') push(part);
        else pushNumber(part);
      push(condition);
      return code.simd('v128.bitselect');
    }
    const special = writers[op as Operation];
    if (special) return special(parts);
    for (const part of parts) push(part);
    of(op);
  };

  /** `pmin` and `pmax` are one instruction, and equal JavaScript's wherever NaN and the sign of zero cannot come out differently. */
  const pushExtreme = (expression: Expression): void => {
    const { parts } = expression;
    const [first, second] = parts as readonly [Expression, Expression];
    const op = expression.op as 'min' | 'max';
    const keepsSign = signedZeros.has(expression);
    const fits = (kept: Expression, other: Expression): boolean => {
      const [left, right] = [rangeOf(kept), rangeOf(other)];
      if (right.mayBeNaN) return false;
      if (!keepsSign) return true;
      return op === 'max' ? !(left.mayBeNegativeZero && canBePositiveZero(right)) : !(right.mayBeNegativeZero && canBePositiveZero(left));
    };
    for (const [kept, other] of [[first, second] as const, [second, first] as const]) {
      const needsSign = !fits(kept, other);
      // max(x, +0) alone: adding zero makes −0 positive and changes nothing else.
      const canMend = op === 'max' && other.op === 'constant' && Object.is(other.value, 0);
      if (!fast && needsSign && !canMend) continue;
      push(kept);
      push(other);
      of(`p${op}`);
      if (fast || !needsSign) return;
      constant(0);
      return of('add');
    }
    push(first);
    push(second);
    of(op);
  };

  const pushBits = (name: SimdOpcode, first?: Expression, second?: Expression): void => {
    push(first as Expression);
    push(second as Expression);
    code.simd(name);
  };

  const convert = (sign: 's' | 'u'): void =>
    code.simd(lanes === 'f64x2' ? `f64x2.convert_low_i32x4_${sign}` : `f32x4.convert_i32x4_${sign}`);

  const pushIntegers = (name: SimdOpcode, first?: Expression, second?: Expression): void => {
    pushInteger(first as Expression);
    pushInteger(second as Expression);
    code.simd(name);
    convert('s');
  };

  const pushShifted = (name: SimdOpcode, value?: Expression, by?: Expression): void => {
    pushInteger(value as Expression);
    code.scalar('i32.const', (by as Expression).value & 31);
    code.simd(name);
    convert(name === 'i32x4.shr_u' ? 'u' : 's');
  };

  /** ECMAScript ToInt32: truncated, modulo 2³²; NaN and infinities are 0. Every step is exact. */
  const pushInteger = (expression: Expression): void => {
    const { low, high } = rangeOf(expression);
    pushNumber(expression);
    if (low >= integerLow && high <= integerHigh) {
      return code.simd(lanes === 'f64x2' ? 'i32x4.trunc_sat_f64x2_s_zero' : 'i32x4.trunc_sat_f32x4_s');
    }
    of('trunc');
    code.get(keep());
    constant(2 ** -32);
    of('mul');
    of(lanes === 'f64x2' ? 'floor' : 'trunc');
    constant(2 ** 32);
    of('mul');
    of('sub');
    if (lanes === 'f64x2') return code.simd('i32x4.trunc_sat_f64x2_u_zero');
    // 24 bits cannot hold 2³² less a small number: the magnitude is converted, and negated where it was below zero.
    const rest = keep();
    of('abs');
    code.simd('i32x4.trunc_sat_f32x4_u');
    code.get(rest);
    constant(0);
    of('lt');
    const isNegative = keep();
    code.simd('v128.xor');
    code.get(isNegative);
    code.simd('i32x4.sub');
  };

  const pushCall = ({ call, parts }: Expression): void => {
    const locals = parts.map((part) => {
      pushNumber(part);
      const local = code.local('v128');
      code.set(local);
      return local;
    });
    for (let lane = 0; lane < (lanes === 'f64x2' ? 2 : 4); lane++) {
      for (const local of locals) {
        code.get(local);
        code.lane(`${lanes}.extract_lane`, lane);
        if (lanes === 'f32x4') code.scalar('f64.promote_f32');
      }
      code.scalar('call', setup.importOf(call as LaneFunction));
      if (lanes === 'f32x4') code.scalar('f32.demote_f64');
      if (lane === 0) of('splat');
      else code.lane(`${lanes}.replace_lane`, lane);
    }
  };

  return {
    body,
    constant,
    emit: (expression, locals) => {
      known = locals;
      push(expression);
    },
    emitInteger: (expression, locals) => {
      known = locals;
      pushInteger(expression);
    },
  };
}

function canBePositiveZero({ low, high }: ValueRange): boolean {
  return holdsZero({ low, high, mayBeNaN: false, mayBeNegativeZero: false }) && !(Object.is(low, -0) && Object.is(high, -0));
}

function memoize(read: (expression: Expression) => boolean): (expression: Expression) => boolean {
  const known = new Map<Expression, boolean>();
  return (expression) => {
    let found = known.get(expression);
    if (found === undefined) {
      found = read(expression);
      known.set(expression, found);
    }
    return found;
  };
}

/** How many steps use each step. */
function countUses(root: Expression): ReadonlyMap<Expression, number> {
  const counts = new Map<Expression, number>();
  const visit = (expression: Expression): void => {
    const count = counts.get(expression) ?? 0;
    counts.set(expression, count + 1);
    if (count === 0) expression.parts.forEach(visit);
  };
  visit(root);
  return counts;
}

/** Steps of which somebody can tell −0 from +0: all but those that only choices lead from to where the sign is lost. */
function findSignedZeros(root: Expression, isSeen: boolean): ReadonlySet<Expression> {
  const found = new Set<Expression>();
  const unseen = new Set<Expression>();
  const visit = (expression: Expression, matters: boolean): void => {
    const done = matters ? found : unseen;
    if (done.has(expression) || found.has(expression)) return;
    done.add(expression);
    const { op, parts } = expression;
    for (const [index, part] of parts.entries()) {
      const isChoice = op === 'min' || op === 'max' || (op === 'select' && index > 0);
      visit(part, matters || !isChoice);
    }
  };
  visit(root, isSeen);
  return found;
}

function splatBytes(value: number, lanes: Lanes): Uint8Array {
  const numbers = lanes === 'f64x2' ? new Float64Array(2) : new Float32Array(4);
  return new Uint8Array(numbers.fill(value).buffer);
}
