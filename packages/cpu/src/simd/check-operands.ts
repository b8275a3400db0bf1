import { homeOf } from '../arena/memory-home.ts';
import { type Dtype, dtypeOf, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';

/** Throws `NSI_CPU_LENGTH` unless both arrays have as many elements. */
export function checkSameLength(a: NumArray, b: NumArray, names: readonly [string, string]): void {
  if (a.length === b.length) return;
  throw cpuError('NSI_CPU_LENGTH', `expected \`${names[0]}\` and \`${names[1]}\` of one length, got ${a.length} and ${b.length}`);
}

/** Throws `NSI_CPU_LENGTH` unless the output has the type that is to be written. */
export function checkOutType(out: NumArray, expected: Dtype): void {
  const got = dtypeOf(out);
  if (got !== expected) throw cpuError('NSI_CPU_LENGTH', `expected \`out\` of type ${expected}, got ${got}`);
}

/**
 * Throws `NSI_CPU_OVERLAP` when an array that is written shares memory with another. With `isSameAllowed` both may be the very same
 * elements: each is read before it is written.
 */
export function checkOverlap(input: NumArray, output: NumArray, isSameAllowed: boolean): void {
  if (!isOneMemory(input, output) || input.length === 0 || output.length === 0) return;
  const isApart = input.byteOffset + input.byteLength <= output.byteOffset || output.byteOffset + output.byteLength <= input.byteOffset;
  if (isApart) return;
  const isSame = input.byteOffset === output.byteOffset && input.BYTES_PER_ELEMENT === output.BYTES_PER_ELEMENT;
  if (isSame && isSameAllowed) return;
  const allowed = isSameAllowed ? 'that is the input itself or shares no memory with it' : 'that shares no memory with the input';
  throw cpuError(
    'NSI_CPU_OVERLAP',
    `expected an output ${allowed}, got one ${Math.abs(output.byteOffset - input.byteOffset)} bytes away from it`,
  );
}

function isOneMemory(a: NumArray, b: NumArray): boolean {
  if (a.buffer === b.buffer) return true;
  const home = homeOf(a);
  return home !== undefined && home.memory === homeOf(b)?.memory;
}

/** A number of an option, or `NSI_CPU_OPTION`. */
export function checkNumber(name: string, value: unknown): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw cpuError('NSI_CPU_OPTION', `expected \`${name}\` to be a number, got ${typeof value === 'number' ? 'NaN' : typeof value}`);
}

/** A whole number of an option from `least` to `most`, or `NSI_CPU_OPTION`. */
export function checkWhole(name: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw cpuError('NSI_CPU_OPTION', `expected \`${name}\` to be a whole number from ${least} to ${most}, got ${String(value)}`);
}
