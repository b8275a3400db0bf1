/** Values that a snapshot copies at most; above it the input is not watched. */
const maxNodes = 500_000;
const maxBytes = 64 * 2 ** 20;

/**
 * A deep copy of the plain data in `value`, to compare with later: arrays, typed arrays, maps, sets, dates and plain objects.
 * Anything with behaviour (functions, class instances, objects that hold functions or accessors) is kept by identity: its inner life is its own.
 * `undefined` when the data is too large to watch.
 */
export function snapshot(value: unknown): { readonly copy: unknown } | undefined {
  const budget = { nodes: maxNodes, bytes: maxBytes, copies: new Map<object, unknown>() };
  const copy = copyOf(value, budget, true);
  return budget.nodes < 0 || budget.bytes < 0 ? undefined : { copy };
}

interface Budget {
  nodes: number;
  bytes: number;
  readonly copies: Map<object, unknown>;
}

function copyOf(value: unknown, budget: Budget, isRoot = false): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = budget.copies.get(value);
  if (known !== undefined) return known;
  budget.nodes -= 1;
  if (budget.nodes < 0 || budget.bytes < 0) return value;
  return copyObject(value, budget, isRoot);
}

function copyObject(value: object, budget: Budget, isRoot: boolean): unknown {
  const keep = <Copy>(copy: Copy): Copy => {
    budget.copies.set(value, copy);
    return copy;
  };
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    budget.bytes -= value.byteLength;
    return budget.bytes < 0 ? value : keep(copyBytes(value));
  }
  if (Array.isArray(value)) {
    const copy = keep(Array.from<unknown>({ length: value.length }));
    value.forEach((item, index) => {
      copy[index] = copyOf(item, budget);
    });
    for (let i = 0; i < value.length; i += 1) if (!(i in value)) Reflect.deleteProperty(copy, i);
    return copy;
  }
  if (isExactly(value, Map)) {
    const copy = keep(new Map<unknown, unknown>());
    for (const [key, member] of value) copy.set(key, copyOf(member, budget));
    return copy;
  }
  if (isExactly(value, Set)) return keep(new Set<unknown>(value));
  if (isExactly(value, Date)) return keep(new Date(value));
  if (!isPlain(value) || (!isRoot && hasBehaviour(value))) return value;
  const copy = keep(Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>);
  for (const key of Object.keys(value)) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[key];
    Object.defineProperty(copy, key, { value: copyOf(member, budget), enumerable: true, writable: true, configurable: true });
  }
  return copy;
}

function copyBytes(value: ArrayBufferView | ArrayBuffer): unknown {
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (value instanceof DataView) return new DataView(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
  if (Buffer.isBuffer(value)) return Buffer.from(value);
  return (value as Uint8Array).slice();
}

function isExactly<Type extends object>(value: object, type: abstract new (...parts: never) => Type): value is Type {
  return Object.getPrototypeOf(value) === type.prototype;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function hasBehaviour(value: object): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(value)).some(
    ({ get, value: member }) => get !== undefined || typeof member === 'function',
  );
}
