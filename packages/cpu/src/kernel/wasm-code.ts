import { simdOpcodes, type SimdOpcode } from './simd-opcodes.ts';

/** Types of values, as WebAssembly numbers them. */
export type ValueType = 'i32' | 'f64' | 'v128';
export const valueTypes: Readonly<Record<ValueType, number>> = Object.freeze({ i32: 0x7f, f64: 0x7c, v128: 0x7b });

/** Name of an instruction that is not over vectors. */
export type ScalarOpcode =
  | 'block'
  | 'loop'
  | 'end'
  | 'br'
  | 'br_if'
  | 'call'
  | 'local.get'
  | 'local.set'
  | 'local.tee'
  | 'i32.load'
  | 'i32.load8_s'
  | 'i32.load8_u'
  | 'i32.load16_s'
  | 'i32.load16_u'
  | 'i32.const'
  | 'i32.eqz'
  | 'i32.lt_u'
  | 'i32.ge_u'
  | 'i32.add'
  | 'i32.sub'
  | 'f64.add'
  | 'f64.sub'
  | 'f64.min'
  | 'f64.max'
  | 'f32.demote_f64'
  | 'f64.promote_f32';

const scalarOpcodes: Readonly<Record<ScalarOpcode, number>> = Object.freeze({
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  br: 0x0c,
  br_if: 0x0d,
  call: 0x10,
  'local.get': 0x20,
  'local.set': 0x21,
  'local.tee': 0x22,
  'i32.load': 0x28,
  'i32.load8_s': 0x2c,
  'i32.load8_u': 0x2d,
  'i32.load16_s': 0x2e,
  'i32.load16_u': 0x2f,
  'i32.const': 0x41,
  'i32.eqz': 0x45,
  'i32.lt_u': 0x49,
  'i32.ge_u': 0x4f,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'f64.add': 0xa0,
  'f64.sub': 0xa1,
  'f64.min': 0xa4,
  'f64.max': 0xa5,
  'f32.demote_f64': 0xb6,
  'f64.promote_f32': 0xbb,
});

/** Instructions and locals of one function, written as bytes while they are named. */
export interface CodeWriter {
  readonly bytes: number[];
  /** Names of the vector instructions written, in order. */
  readonly listing: SimdOpcode[];
  scalar(name: ScalarOpcode, ...immediates: readonly number[]): void;
  simd(name: SimdOpcode): void;
  /** A vector instruction on memory, `offset` bytes from the address on the stack. */
  simdMemory(name: SimdOpcode, offset: number, lane?: number): void;
  lane(name: SimdOpcode, lane: number): void;
  shuffle(lanes: readonly number[]): void;
  constant(bytes: Uint8Array): void;
  /** A fresh local. */
  local(type: ValueType): number;
  get(local: number): void;
  set(local: number): void;
  tee(local: number): void;
  /** A writer of the same function whose instructions go elsewhere in it. */
  beside(): CodeWriter;
  /** The function's body as the module holds it. */
  finish(): readonly number[];
}

/** A writer for a function with `parameterCount` parameters, whose locals come first. */
export function createCodeWriter(parameterCount: number): CodeWriter {
  return writerOf(parameterCount, []);
}

function writerOf(parameterCount: number, locals: ValueType[]): CodeWriter {
  const bytes: number[] = [];
  const listing: SimdOpcode[] = [];
  const prefixed = (name: SimdOpcode): void => {
    bytes.push(0xfd, ...unsigned(simdOpcodes[name]));
    listing.push(name);
  };
  const access = (name: 'local.get' | 'local.set' | 'local.tee', local: number): void => {
    bytes.push(scalarOpcodes[name], ...unsigned(local));
  };
  return {
    bytes,
    listing,
    scalar: (name, ...immediates) => {
      bytes.push(scalarOpcodes[name], ...(name === 'i32.const' ? signed(immediates[0] as number) : immediates.flatMap(unsigned)));
    },
    simd: prefixed,
    simdMemory: (name, offset, lane) => {
      prefixed(name);
      bytes.push(0, ...unsigned(offset), ...(lane === undefined ? [] : [lane]));
    },
    lane: (name, lane) => {
      prefixed(name);
      bytes.push(lane);
    },
    shuffle: (lanes) => {
      prefixed('i8x16.shuffle');
      bytes.push(...lanes);
    },
    constant: (value) => {
      prefixed('v128.const');
      bytes.push(...value);
    },
    local: (type) => locals.push(type) - 1 + parameterCount,
    get: (local) => access('local.get', local),
    set: (local) => access('local.set', local),
    tee: (local) => access('local.tee', local),
    beside: () => writerOf(parameterCount, locals),
    finish: () => {
      const declared = locals.flatMap((type) => [1, valueTypes[type]]);
      return sized([...unsigned(locals.length), ...declared, ...bytes, scalarOpcodes.end]);
    },
  };
}

/** LEB128. */
export function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? byte : byte | 0x80);
  } while (rest !== 0);
  return bytes;
}

function signed(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    bytes.push(isLast ? byte : byte | 0x80);
    if (isLast) return bytes;
  }
}

/** Bytes behind their own length. */
export function sized(bytes: readonly number[]): readonly number[] {
  return [...unsigned(bytes.length), ...bytes];
}
