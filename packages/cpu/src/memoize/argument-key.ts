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
  return `\0${encodeList(args, inProcess, undefined)}`;
}

/** As `argumentKey`, for a store outside of this process: text, and only of what has the same meaning there. Throws `NSI_CPU_MEMOIZE_KEY`. */
export function storedArgumentKey(args: readonly unknown[]): string {
  return encodeList(args, inStore, undefined);
}

/** How text and what is only itself are written. */
interface Notation {
  quote(text: string): string;
  identify(value: WeakKey): string;
}

/** The objects around a value, from the inside out. */
interface Path {
  readonly object: object;
  readonly outer: Path | undefined;
}

// Text with its length before it ends where it says, and needs no look at its characters.
const inProcess: Notation = { quote: (text) => `${text.length}"${text}`, identify: identityOf };
const inStore: Notation = { quote: (text) => JSON.stringify(text), identify: refuse };

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

/** No two values have one text: each kind begins in its own way, and text is quoted. Hot: see bench/memoize.bench.ts. */
function encode(value: unknown, notation: Notation, path: Path | undefined): string {
  switch (typeof value) {
    case 'string':
      return notation.quote(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'symbol': {
      const registered = Symbol.keyFor(value);
      return registered === undefined ? notation.identify(value) : `Symbol(${notation.quote(registered)})`;
    }
    case 'function':
      return notation.identify(value);
    default:
      return value === null ? 'null' : encodeObject(value as object, notation, path);
  }
}

function encodeObject(value: object, notation: Notation, path: Path | undefined): string {
  // A circle is told by how far out it leads.
  let distance = 1;
  for (let around = path; around !== undefined; around = around.outer, distance++) if (around.object === value) return `^${distance}`;

  const prototype = Object.getPrototypeOf(value) as unknown;
  const inner: Path = { object: value, outer: path };
  if (prototype === Object.prototype) return encodePairs(value, notation, inner);
  if (prototype === Array.prototype) return encodeList(value as readonly unknown[], notation, inner);
  if (prototype === null) return `null${encodePairs(value, notation, inner)}`;
  return encodeBuiltIn(value, prototype, notation, inner) ?? notation.identify(value);
}

function encodeList(list: readonly unknown[], notation: Notation, path: Path | undefined): string {
  let text = '[';
  for (let index = 0; index < list.length; index++) {
    const value = list[index];
    text += value === undefined && !(index in list) ? 'hole,' : `${encode(value, notation, path)},`;
  }
  return `${text}]`;
}

/** The order in which properties were added says nothing. */
function encodePairs(value: object, notation: Notation, path: Path): string {
  const keys: PropertyKey[] = Object.keys(value);
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) <= (keys[index] as string)) continue;
    keys.sort((one, other) => ((one as string) < (other as string) ? -1 : 1));
    break;
  }
  for (const symbol of Object.getOwnPropertySymbols(value))
    if (Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  let text = '{';
  for (const key of keys) text += `${encode(key, notation, path)}:${encode((value as Record<PropertyKey, unknown>)[key], notation, path)},`;
  return `${text}}`;
}

/** Of classes that hold nothing but what can be read from outside. */
function encodeBuiltIn(value: object, prototype: unknown, notation: Notation, path: Path): string | undefined {
  const each = (one: unknown): string => encode(one, notation, path);
  if (prototype === Date.prototype) return `Date(${(value as Date).getTime()})`;
  if (prototype === RegExp.prototype) return `RegExp(${each((value as RegExp).toString())},${(value as RegExp).lastIndex})`;
  if (prototype === URL.prototype) return `URL(${each((value as URL).href)})`;
  if (prototype === Map.prototype)
    return `Map(${Array.from(value as Map<unknown, unknown>, ([key, one]) => `${each(key)}:${each(one)}`).join(',')})`;
  if (prototype === Set.prototype) return `Set(${Array.from(value as Set<unknown>, each).join(',')})`;
  if (prototype === ArrayBuffer.prototype) return `ArrayBuffer(${Buffer.from(value as ArrayBuffer).toString('base64')})`;
  if (!ArrayBuffer.isView(value) || !viewPrototypes.has(prototype)) return undefined;
  return `${nameOf(value)}(${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')})`;
}
