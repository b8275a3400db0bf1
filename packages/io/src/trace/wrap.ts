type Call = (this: unknown, ...input: unknown[]) => unknown;

/** Holds functions that can be replaced, such as `node:fs`. */
export type Functions = { [name: string]: unknown };

/**
 * Replaces a function by one that calls `around` with the original. What hangs on it, name, length and what `util.promisify` looks for,
 * stays. One that is not there is left out.
 */
export function wrap(holder: Functions, name: string, around: (original: Call, self: unknown, input: unknown[]) => unknown): void {
  const original = holder[name];
  if (typeof original !== 'function') return;
  const wrapped = function wrapped(this: unknown, ...input: unknown[]): unknown {
    return around(original as Call, this, input);
  };
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
  holder[name] = wrapped;
}

/** Runs what only observes. Whatever goes wrong there must not reach the program. */
export function quietly<Value>(observe: () => Value): Value | undefined {
  try {
    return observe();
  } catch {
    return undefined;
  }
}

/** Has `observe` told the outcome of a call whose last argument is a callback, before the callback is. */
export function beforeCallback(input: unknown[], observe: (error: unknown, value: unknown) => void): unknown[] {
  const callback = input.at(-1);
  if (typeof callback !== 'function') return input;
  const observed = function observed(this: unknown, ...outcome: unknown[]): unknown {
    quietly(() => observe(outcome[0], outcome[1]));
    return (callback as Call).apply(this, outcome);
  };
  return [...input.slice(0, -1), observed];
}

/** Size of what a call was given to write: text, bytes, or a list of bytes. */
export function sizeOf(data: unknown): number {
  if (typeof data === 'string') return Buffer.byteLength(data);
  if (ArrayBuffer.isView(data)) return data.byteLength;
  if (Array.isArray(data)) return data.reduce<number>((sum, part) => sum + sizeOf(part), 0);
  return 0;
}
