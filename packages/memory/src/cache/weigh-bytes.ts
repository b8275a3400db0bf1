import { isStringOneByteRepresentation } from 'node:v8';

/**
 * Bytes that a value holds. A buffer or typed array weighs its `byteLength` and a string its characters (1 byte each, or 2), exactly and in
 * constant time; an object, array, Map or Set weighs what V8 allocates for it and for all that it alone leads to, which takes a walk through it.
 * What two entries share is counted in both. A view weighs what it shows, not the larger buffer it may keep alive.
 */
export function weighBytes(value: unknown): number {
  if (typeof value === 'string') return charactersOf(value);
  if (typeof value !== 'object' || value === null) return Math.max(word, boxOf(value));
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return value.byteLength;
  return weighTree(value);
}

// Sizes of V8's heap objects on 64-bit Node.js, which does not compress pointers.
const word = 8;
const stringHeader = 2 * word;
const boxedNumber = 2 * word;
const objectHeader = 3 * word;
const arrayHeader = 4 * word + 2 * word;
const dateSize = 12 * word;
const tableHeader = 4 * word + 5 * word;
/** A typed array, its ArrayBuffer and V8's note of the memory behind them. */
const viewHeader = 24 * word;
const closureSize = 8 * word;
/** V8 gives up fixed places for properties beyond this number and keeps a hash table. */
const maxFastProperties = 1020;
const wordsPerHashedProperty = 6;

/** Walks with a stack of its own: data nested deeper than the call stack is still data. */
function weighTree(root: object): number {
  const seen = new Set<object>([root]);
  const waiting: object[] = [root];
  let shellBytes = 0;
  let leafBytes = 0;
  const visit = (child: unknown): void => {
    if (typeof child !== 'object' || child === null) leafBytes += boxOf(child);
    else if (!seen.has(child)) {
      seen.add(child);
      waiting.push(child);
    }
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) shellBytes += weighShell(next, visit);
  return shellBytes + leafBytes;
}

/** Bytes of an object itself; its parts are handed to `visit`. */
function weighShell(object: object, visit: (child: unknown) => void): number {
  if (Array.isArray(object)) return weighArray(object, visit);
  if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer || object instanceof SharedArrayBuffer)
    return viewHeader + object.byteLength;
  if (object instanceof Map) {
    for (const [key, value] of object) {
      visit(key);
      visit(value);
    }
    return tableHeader + placesOf(object.size) * 3.5 * word;
  }
  if (object instanceof Set) {
    for (const value of object) visit(value);
    return tableHeader + placesOf(object.size) * 2.5 * word;
  }
  if (object instanceof Date) return dateSize;
  const values = Object.values(object);
  for (const value of values) visit(value);
  return objectHeader + values.length * word * (values.length > maxFastProperties ? wordsPerHashedProperty : 1);
}

/** An array of nothing but numbers stores them in place; any other boxes those that are no small integers. */
function weighArray(array: readonly unknown[], visit: (child: unknown) => void): number {
  if (!array.every((element) => typeof element === 'number')) for (const element of array) visit(element);
  return arrayHeader + array.length * word;
}

/** Bytes that a primitive takes beside the word that points to it or holds it. */
function boxOf(value: unknown): number {
  if (typeof value === 'string') return stringHeader + Math.ceil(charactersOf(value) / word) * word;
  if (typeof value === 'number') return (value | 0) === value ? 0 : boxedNumber;
  if (typeof value === 'bigint') return 2 * word + Math.ceil(value.toString(16).length / 16) * word;
  return typeof value === 'function' ? closureSize : 0;
}

function charactersOf(text: string): number {
  return isStringOneByteRepresentation(text) ? text.length : text.length * 2;
}

/** V8's hash tables have a power of two of places, at least 4. */
function placesOf(size: number): number {
  return Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, size))));
}
