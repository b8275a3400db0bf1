import type { Expression } from './expression.ts';

/** What a value can be: bounds, and whether it can be NaN or −0. It lets shorter instructions stand in where they are equal. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly mayBeNaN: boolean;
  readonly mayBeNegativeZero: boolean;
}

/** Anything at all. */
export const anyValue: ValueRange = Object.freeze({ low: -Infinity, high: Infinity, mayBeNaN: true, mayBeNegativeZero: true });

const flag: ValueRange = Object.freeze({ low: 0, high: 1, mayBeNaN: false, mayBeNegativeZero: false });

/**
 * Range of every step, given those of the parameters. Bounds are computed with the arithmetic of the steps themselves, which is monotone,
 * rounded by `round`, so they hold for rounded results too.
 */
export function createRangeReader(
  parameters: readonly ValueRange[],
  round: (value: number) => number,
): (expression: Expression) => ValueRange {
  const known = new Map<Expression, ValueRange>();
  const read = (expression: Expression): ValueRange => {
    let range = known.get(expression);
    if (!range) {
      const found = rangeOf(expression, expression.parts.map(read), parameters);
      range = { ...found, low: round(found.low), high: round(found.high) };
      known.set(expression, range);
    }
    return range;
  };
  return read;
}

function rangeOf({ op, value, index, type }: Expression, parts: readonly ValueRange[], parameters: readonly ValueRange[]): ValueRange {
  const [first = anyValue, second = anyValue, third = anyValue] = parts;
  switch (op) {
    case 'constant':
      return Number.isNaN(value) ? anyValue : { low: value, high: value, mayBeNaN: false, mayBeNegativeZero: Object.is(value, -0) };
    case 'parameter':
      return parameters[index] ?? anyValue;
    case 'add':
      return sumOf(first, second, first.mayBeNegativeZero && second.mayBeNegativeZero);
    case 'sub':
      return sumOf(first, negated(second), first.mayBeNegativeZero && holdsZero(second));
    case 'mul':
      return productOf(first, second);
    case 'div':
      return quotientOf(first, second);
    case 'neg':
      return negated(first);
    case 'abs': {
      const reach = Math.max(Math.abs(first.low), Math.abs(first.high));
      return { low: 0, high: reach, mayBeNaN: first.mayBeNaN, mayBeNegativeZero: false };
    }
    case 'sqrt':
      return {
        low: 0,
        high: Math.sqrt(Math.max(first.high, 0)),
        mayBeNaN: first.mayBeNaN || first.low < 0,
        mayBeNegativeZero: first.mayBeNegativeZero,
      };
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
    case 'sign':
    case 'fround':
      return {
        low: Math[op](first.low),
        high: Math[op](first.high),
        mayBeNaN: first.mayBeNaN,
        mayBeNegativeZero: first.mayBeNegativeZero || first.low < 0,
      };
    case 'min':
    case 'max':
      return {
        low: Math[op](first.low, second.low),
        high: Math[op](first.high, second.high),
        mayBeNaN: first.mayBeNaN || second.mayBeNaN,
        mayBeNegativeZero: first.mayBeNegativeZero || second.mayBeNegativeZero,
      };
    case 'select':
      return unionOf(second, third);
    case 'toNumber':
      return first;
    case 'shiftRightUnsigned':
      return { ...flag, high: 2 ** 32 - 1 };
    case 'bitAnd':
    case 'bitOr':
    case 'bitXor':
    case 'bitNot':
    case 'shiftLeft':
    case 'shiftRight':
      return { ...flag, low: -(2 ** 31), high: 2 ** 31 - 1 };
    default:
      return type === 'boolean' ? flag : anyValue;
  }
}

function sumOf(first: ValueRange, second: ValueRange, mayBeNegativeZero: boolean): ValueRange {
  const low = first.low + second.low;
  const high = first.high + second.high;
  const canCancel = (first.high === Infinity && second.low === -Infinity) || (first.low === -Infinity && second.high === Infinity);
  return {
    low: Number.isNaN(low) ? -Infinity : low,
    high: Number.isNaN(high) ? Infinity : high,
    mayBeNaN: first.mayBeNaN || second.mayBeNaN || canCancel,
    mayBeNegativeZero,
  };
}

function productOf(first: ValueRange, second: ValueRange): ValueRange {
  const corners = [first.low * second.low, first.low * second.high, first.high * second.low, first.high * second.high];
  const isBounded = corners.every((corner) => !Number.isNaN(corner));
  const canBeNaN = (isInfinite(first) && holdsZero(second)) || (isInfinite(second) && holdsZero(first));
  return {
    low: isBounded ? Math.min(...corners) : -Infinity,
    high: isBounded ? Math.max(...corners) : Infinity,
    mayBeNaN: first.mayBeNaN || second.mayBeNaN || canBeNaN,
    // A product too small for any bit becomes zero with the sign of the product.
    mayBeNegativeZero: mayBeNegative(first) || mayBeNegative(second),
  };
}

function quotientOf(first: ValueRange, second: ValueRange): ValueRange {
  const mayBeNegativeZero = mayBeNegative(first) || mayBeNegative(second);
  if (holdsZero(second) || isInfinite(second)) return { ...anyValue, mayBeNegativeZero };
  const corners = [first.low / second.low, first.low / second.high, first.high / second.low, first.high / second.high];
  return { low: Math.min(...corners), high: Math.max(...corners), mayBeNaN: first.mayBeNaN || second.mayBeNaN, mayBeNegativeZero };
}

function negated({ low, high, mayBeNaN }: ValueRange): ValueRange {
  return { low: -high, high: -low, mayBeNaN, mayBeNegativeZero: low <= 0 && high >= 0 };
}

function unionOf(first: ValueRange, second: ValueRange): ValueRange {
  return {
    low: Math.min(first.low, second.low),
    high: Math.max(first.high, second.high),
    mayBeNaN: first.mayBeNaN || second.mayBeNaN,
    mayBeNegativeZero: first.mayBeNegativeZero || second.mayBeNegativeZero,
  };
}

/** Whether +0 or −0 is among the values. */
export function holdsZero({ low, high }: ValueRange): boolean {
  return low <= 0 && high >= 0;
}

function isInfinite({ low, high }: ValueRange): boolean {
  return low === -Infinity || high === Infinity;
}

function mayBeNegative({ low, mayBeNegativeZero }: ValueRange): boolean {
  return low < 0 || mayBeNegativeZero;
}
