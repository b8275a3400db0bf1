import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { type NumberArray, type NumberType, numberTypeNames, numberTypes } from './number-type.ts';

/** What `narrow` may give up for fewer bytes. */
export interface NarrowOptions {
  /** Largest relative error of any element that 4-byte floats may bring in. Default 0: only what is exact. */
  readonly maxRelativeError?: number;
}

/**
 * The numbers of `values` in the smallest typed array that holds them: whole numbers in 1, 2 or 4 bytes, fractions in 4 bytes when that is exact or
 * within the stated error, else in 8. Exact means bit for bit, −0 and NaN included. Returns `values` itself when it is that array already.
 */
export function narrow(values: NumberArray | readonly number[], { maxRelativeError = 0 }: NarrowOptions = {}): NumberArray {
  const type = narrowestType(values, maxRelativeError);
  const { create } = numberTypes[type];
  const empty = create(0);
  if (empty.constructor === values.constructor) return values as NumberArray;
  const narrowed = create(values.length);
  narrowed.set(values);
  return narrowed;
}

/** The type `narrow` chooses. Throws `NSI_MEMORY_STRUCTURE_KEY` at a value that is no number. */
export function narrowestType(values: NumberArray | readonly number[], maxRelativeError = 0): NumberType {
  if (!(maxRelativeError >= 0 && maxRelativeError < 1)) {
    throw memoryError(
      'NSI_MEMORY_STRUCTURE_SIZE',
      `expected \`maxRelativeError\` to be from 0 to below 1, got ${describe(maxRelativeError)}`,
    );
  }
  let low = Infinity;
  let high = -Infinity;
  let isWhole = true;
  let fitsFloat = true;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (typeof value !== 'number') {
      throw memoryError('NSI_MEMORY_STRUCTURE_KEY', `expected a number at index ${index}, got ${describe(value)}`);
    }
    isWhole &&= isWholeNumber(value);
    fitsFloat &&= fitsFloat32(value, maxRelativeError);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (values.length === 0) return 'uint8';
  const fitting =
    isWhole && numberTypeNames.find((name) => numberTypes[name].isWhole && numberTypes[name].low <= low && high <= numberTypes[name].high);
  return fitting || (fitsFloat ? 'float32' : 'float64');
}

/** −0 is no whole number here: an integer array would lose its sign. */
function isWholeNumber(value: number): boolean {
  return Number.isInteger(value) && !Object.is(value, -0);
}

function fitsFloat32(value: number, maxRelativeError: number): boolean {
  const rounded = Math.fround(value);
  if (Object.is(rounded, value)) return true;
  return Number.isFinite(rounded) && Math.abs(rounded - value) <= maxRelativeError * Math.abs(value);
}
