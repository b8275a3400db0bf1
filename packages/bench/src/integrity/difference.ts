import type { Difference } from '@nsi/core/report';
import { inspect } from 'node:util';

/** How far two numbers may be apart. Without it, every bit counts: `-0` is not `0`, and `NaN` equals `NaN` alone. */
export interface FloatTolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/**
 * The first place where `actual` differs from `expected`, or `undefined`. Walks arrays, typed arrays, maps and sets (in any order), dates,
 * errors, regular expressions and the own enumerable properties of objects with equal prototypes. Cycles are followed once.
 */
export function findDifference(expected: unknown, actual: unknown, tolerance: FloatTolerance = {}): Difference | undefined {
  return compare(expected, actual, '', { tolerance, seen: new Map() });
}

interface Walk {
  readonly tolerance: FloatTolerance;
  /** Pairs on the way down, so that a cycle ends. */
  readonly seen: Map<object, object>;
}

function compare(expected: unknown, actual: unknown, at: string, walk: Walk): Difference | undefined {
  if (Object.is(expected, actual)) return undefined;
  if (typeof expected === 'number' && typeof actual === 'number') {
    return isClose(expected, actual, walk.tolerance) ? undefined : difference(expected, actual, at);
  }
  if (!isObject(expected) || !isObject(actual)) return difference(expected, actual, at);
  if (Object.getPrototypeOf(expected) !== Object.getPrototypeOf(actual)) return difference(kindOf(expected), kindOf(actual), at, String);
  if (walk.seen.get(expected) === actual) return undefined;
  walk.seen.set(expected, actual);
  return compareObjects(expected, actual, at, walk);
}

function compareObjects(expected: object, actual: object, at: string, walk: Walk): Difference | undefined {
  if (ArrayBuffer.isView(expected)) return compareBytes(expected, actual as ArrayBufferView, at, walk);
  if (expected instanceof ArrayBuffer) return compareBytes(new Uint8Array(expected), new Uint8Array(actual as ArrayBuffer), at, walk);
  if (Array.isArray(expected)) return compareLists(expected, actual as unknown[], at, walk);
  if (expected instanceof Map) return compareMaps(expected, actual as Map<unknown, unknown>, at, walk);
  if (expected instanceof Set) return compareSets(expected, actual as Set<unknown>, at, walk);
  if (expected instanceof Date) return compare(expected.getTime(), (actual as Date).getTime(), at, walk);
  if (expected instanceof RegExp) return compare(expected.toString(), (actual as RegExp).toString(), at, walk);
  if (expected instanceof Error)
    return compare(expected.toString(), (actual as Error).toString(), at, walk) ?? compareProperties(expected, actual, at, walk);
  if (typeof expected === 'function') return difference(expected, actual, at);
  return compareProperties(expected, actual, at, walk);
}

/** Hot on large outputs: typed arrays are walked by index, without paths until something differs. */
function compareBytes(expected: ArrayBufferView, actual: ArrayBufferView, at: string, walk: Walk): Difference | undefined {
  const left = elementsOf(expected);
  const right = elementsOf(actual);
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i += 1) {
    if (!Object.is(left[i], right[i])) {
      const found = compare(left[i], right[i], `${at}[${i}]`, walk);
      if (found) return found;
    }
  }
  return left.length === right.length ? undefined : difference(left.length, right.length, `${at}.length`);
}

function elementsOf(view: ArrayBufferView): ArrayLike<number | bigint> {
  return view instanceof DataView
    ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    : (view as unknown as ArrayLike<number | bigint>);
}

function compareLists(expected: readonly unknown[], actual: readonly unknown[], at: string, walk: Walk): Difference | undefined {
  const shared = Math.min(expected.length, actual.length);
  for (let i = 0; i < shared; i += 1) {
    if (i in expected !== i in actual)
      return difference(i in expected ? expected[i] : 'a hole', i in actual ? actual[i] : 'a hole', `${at}[${i}]`);
    const found = Object.is(expected[i], actual[i]) ? undefined : compare(expected[i], actual[i], `${at}[${i}]`, walk);
    if (found) return found;
  }
  return expected.length === actual.length ? undefined : difference(expected.length, actual.length, `${at}.length`);
}

function compareMaps(
  expected: ReadonlyMap<unknown, unknown>,
  actual: ReadonlyMap<unknown, unknown>,
  at: string,
  walk: Walk,
): Difference | undefined {
  if (expected.size !== actual.size) return difference(expected.size, actual.size, `${at}.size`);
  const spare = objectsOf(actual.keys());
  for (const [key, value] of expected) {
    const twin = isObject(key) && !actual.has(key) ? takeEqual(spare, key, walk) : key;
    if (twin === none || !actual.has(twin)) return difference(key, 'no such key', `${at}.keys()`);
    const found = compare(value, actual.get(twin), `${at}.get(${brief(key)})`, walk);
    if (found) return found;
  }
  return undefined;
}

function compareSets(expected: ReadonlySet<unknown>, actual: ReadonlySet<unknown>, at: string, walk: Walk): Difference | undefined {
  if (expected.size !== actual.size) return difference(expected.size, actual.size, `${at}.size`);
  const spare = objectsOf(actual);
  for (const value of expected) {
    if (actual.has(value)) continue;
    if (!isObject(value) || takeEqual(spare, value, walk) === none) return difference(value, 'no such value', `${at}.values()`);
  }
  return undefined;
}

const none = Symbol('none');

function objectsOf(values: Iterable<unknown>): object[] {
  return [...values].filter(isObject);
}

/** Finds and removes a member that equals `value`. Its own walk: a failed trial must leave no trace. */
function takeEqual(candidates: object[], value: object, { tolerance }: Walk): unknown {
  const index = candidates.findIndex((candidate) => findDifference(value, candidate, tolerance) === undefined);
  return index < 0 ? none : candidates.splice(index, 1)[0];
}

function compareProperties(expected: object, actual: object, at: string, walk: Walk): Difference | undefined {
  for (const key of Object.keys(expected)) {
    const path = `${at}${propertyPath(key)}`;
    if (!Object.hasOwn(actual, key)) return difference(valueAt(expected, key), 'no such property', path);
    const found = compare(valueAt(expected, key), valueAt(actual, key), path, walk);
    if (found) return found;
  }
  const extra = Object.keys(actual).find((key) => !Object.hasOwn(expected, key));
  return extra === undefined ? undefined : difference('no such property', valueAt(actual, extra), `${at}${propertyPath(extra)}`);
}

function valueAt(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}

function propertyPath(key: string): string {
  return /^[\w$]+$/u.test(key) ? `.${key}` : `[${JSON.stringify(key.slice(0, 60))}]`;
}

function isClose(expected: number, actual: number, { relative = 0, absolute = 0 }: FloatTolerance): boolean {
  if ((relative === 0 && absolute === 0) || !Number.isFinite(expected) || !Number.isFinite(actual)) return false;
  return Math.abs(expected - actual) <= Math.max(absolute, relative * Math.max(Math.abs(expected), Math.abs(actual)));
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function kindOf(value: object): string {
  return `an instance of ${value.constructor?.name ?? 'Object without a prototype'}`;
}

function difference(expected: unknown, actual: unknown, at: string, show: (value: unknown) => string = brief): Difference {
  return { at, expected: show(expected), actual: show(actual) };
}

/** Short and on one line, whatever the value. */
export function brief(value: unknown): string {
  const text = inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 5, maxStringLength: 80 });
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
