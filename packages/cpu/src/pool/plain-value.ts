/** Objects that are looked into before a value counts as too large to judge. */
const mostNodes = 64;

/**
 * Whether a value is certain to be cloneable and cheap to judge: primitives, attached buffers and views, arrays of primitives of any
 * length, and small trees of plain objects. `false` only means that nobody knows yet.
 */
export function isPlain(value: unknown): boolean {
  return spend(value, mostNodes) > 0;
}

/** What is left of `budget` after `value`; 0 when it does not suffice or the value is not plain. */
function spend(value: unknown, budget: number): number {
  switch (typeof value) {
    case 'symbol':
    case 'function':
      return 0;
    case 'object':
      return value === null ? budget : spendObject(value, budget);
    default:
      return budget;
  }
}

function spendObject(value: object, budget: number): number {
  if (budget <= 1) return 0;
  if (Array.isArray(value)) return Object.getPrototypeOf(value) === Array.prototype ? spendList(value, budget - 1) : 0;
  if (ArrayBuffer.isView(value)) return isAttached(value.buffer) ? budget - 1 : 0;
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return isAttached(value) ? budget - 1 : 0;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return 0;
  if (Object.values(Object.getOwnPropertyDescriptors(value)).some(({ get }) => get !== undefined)) return 0;
  return spendList(Object.values(value), budget - 1);
}

function spendList(values: readonly unknown[], budget: number): number {
  let left = budget;
  for (let index = 0; index < values.length && left > 0; index++) left = spend(values[index], left);
  return left;
}

function isAttached(buffer: ArrayBufferLike): boolean {
  return buffer instanceof SharedArrayBuffer || !(buffer as ArrayBuffer & { readonly detached?: boolean }).detached;
}
