import { cpuError } from '../errors.ts';

/** Numbers of things that are themselves and nothing else: functions, symbols, instances of classes. */
let nextIdentity = 1;
const identities = new WeakMap<WeakKey, number>();

const viewPrototypes: ReadonlySet<unknown> = new Set(
  [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map(
    (type) => type.prototype as unknown,
  ),
).union(new Set([BigInt64Array, BigUint64Array, DataView, Buffer].map((type) => type.prototype as unknown)));

/** What a call is kept under: equal exactly when the arguments are, by structure for plain data and by identity for all else. */
export function argumentKey(args: readonly unknown[]): unknown {
  // One plain value is its own key; text that could be mistaken for an encoded one is encoded too.
  if (args.length === 1) {
    const [only] = args;
    if (typeof only === 'string' && !only.startsWith('\0')) return only;
    if (typeof only === 'number' && !Object.is(only, -0)) return only;
    if (typeof only === 'boolean' || typeof only === 'bigint') return only;
  }
  return `\0${encode(args, identityOf, [])}`;
}

/** As `argumentKey`, for a store outside of this process: text, and only of what has the same meaning there. Throws `NSI_CPU_MEMOIZE_KEY`. */
export function storedArgumentKey(args: readonly unknown[]): string {
  return encode(args, refuse, []);
}

function identityOf(value: WeakKey): string {
  let identity = identities.get(value);
  if (identity === undefined) identities.set(value, (identity = nextIdentity++));
  return `@${identity}`;
}

function refuse(value: WeakKey): never {
  const what = typeof value === 'object' ? `an instance of ${nameOf(value)}` : `a ${typeof value}`;
  throw cpuError('NSI_CPU_MEMOIZE_KEY', `expected arguments that mean the same in every process, got ${what}`);
}

function nameOf(value: object): string {
  const { constructor } = value as { readonly constructor?: { readonly name?: string } };
  return constructor?.name ?? 'no class';
}

/** No two values have one text: each kind begins in its own way, and text is quoted. `path` holds the objects around `value`. */
function encode(value: unknown, identify: (value: WeakKey) => string, path: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'symbol': {
      const registered = Symbol.keyFor(value);
      return registered === undefined ? identify(value) : `Symbol(${JSON.stringify(registered)})`;
    }
    case 'function':
      return identify(value);
    default:
      return value === null ? 'null' : encodeObject(value as object, identify, path);
  }
}

function encodeObject(value: object, identify: (value: WeakKey) => string, path: readonly object[]): string {
  const around = path.indexOf(value);
  // A circle is told by how far out it leads.
  if (around >= 0) return `^${path.length - around}`;
  const inner = [...path, value];
  const each = (one: unknown): string => encode(one, identify, inner);

  const prototype = Object.getPrototypeOf(value) as unknown;
  if (Array.isArray(value) && prototype === Array.prototype)
    return `[${Array.from(value, (one, index) => (index in value ? each(one) : 'hole')).join(',')}]`;
  if (prototype === Date.prototype) return `Date(${(value as Date).getTime()})`;
  if (prototype === RegExp.prototype) return `RegExp(${each((value as RegExp).toString())},${(value as RegExp).lastIndex})`;
  if (prototype === URL.prototype) return `URL(${each((value as URL).href)})`;
  if (prototype === Map.prototype)
    return `Map(${Array.from(value as Map<unknown, unknown>, ([key, one]) => `${each(key)}:${each(one)}`).join(',')})`;
  if (prototype === Set.prototype) return `Set(${Array.from(value as Set<unknown>, each).join(',')})`;
  if (ArrayBuffer.isView(value) && viewPrototypes.has(prototype))
    return `${nameOf(value)}(${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')})`;
  if (prototype === ArrayBuffer.prototype) return `ArrayBuffer(${Buffer.from(value as ArrayBuffer).toString('base64')})`;
  if (prototype !== Object.prototype && prototype !== null) return identify(value);
  const pairs = Reflect.ownKeys(value)
    .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
    .map((key) => `${each(key)}:${each((value as Record<PropertyKey, unknown>)[key])}`);
  return `${prototype === null ? 'null' : ''}{${pairs.toSorted().join(',')}}`;
}
