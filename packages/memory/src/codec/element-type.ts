import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';

/** What an array holds, by the names of ECMAScript's typed arrays. */
export type ElementType =
  | 'uint8'
  | 'uint8clamped'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'float16'
  | 'uint32'
  | 'int32'
  | 'float32'
  | 'uint64'
  | 'int64'
  | 'float64';

/** Arrays that can be packed. A `Buffer` is a `Uint8Array`. */
export type ElementArray =
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | BigUint64Array
  | BigInt64Array
  | Float64Array;

/** How elements of a type are laid out. */
export interface ElementLayout {
  readonly type: ElementType;
  /** The number that stands for the type in packed bytes. Never reused. */
  readonly code: number;
  /** Bytes of an element. */
  readonly width: 1 | 2 | 4 | 8;
  readonly kind: 'unsigned' | 'signed' | 'float';
  /** Name of the array class. */
  readonly tag: string;
}

const layout = (type: ElementType, code: number, width: ElementLayout['width'], kind: ElementLayout['kind'], tag: string): ElementLayout =>
  Object.freeze({ type, code, width, kind, tag });

const layouts: Readonly<Record<ElementType, ElementLayout>> = Object.freeze({
  uint8: layout('uint8', 0, 1, 'unsigned', 'Uint8Array'),
  uint8clamped: layout('uint8clamped', 1, 1, 'unsigned', 'Uint8ClampedArray'),
  int8: layout('int8', 2, 1, 'signed', 'Int8Array'),
  uint16: layout('uint16', 3, 2, 'unsigned', 'Uint16Array'),
  int16: layout('int16', 4, 2, 'signed', 'Int16Array'),
  float16: layout('float16', 5, 2, 'float', 'Float16Array'),
  uint32: layout('uint32', 6, 4, 'unsigned', 'Uint32Array'),
  int32: layout('int32', 7, 4, 'signed', 'Int32Array'),
  float32: layout('float32', 8, 4, 'float', 'Float32Array'),
  uint64: layout('uint64', 9, 8, 'unsigned', 'BigUint64Array'),
  int64: layout('int64', 10, 8, 'signed', 'BigInt64Array'),
  float64: layout('float64', 11, 8, 'float', 'Float64Array'),
});

const layoutsByCode: readonly ElementLayout[] = Object.values(layouts).toSorted((left, right) => left.code - right.code);
const layoutsByTag: ReadonlyMap<string, ElementLayout> = new Map(layoutsByCode.map((layout) => [layout.tag, layout]));

/** Every element type that can be packed. */
export const elementTypes: readonly ElementType[] = Object.freeze(Object.keys(layouts) as ElementType[]);

/** Layout of a type by its name, which may come from anywhere. */
export function layoutOfType(type: string): ElementLayout {
  if (Object.hasOwn(layouts, type)) return layouts[type as ElementType];
  throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected an element type of ${elementTypes.join(', ')}, got ${describe(type)}`);
}

/** Layout of a type by its number in packed bytes. */
export function layoutOfCode(code: number): ElementLayout | undefined {
  return layoutsByCode[code];
}

/** Layout of the elements of `array`. Throws `NSI_MEMORY_CODEC_BUFFER` for what is no typed array. */
export function layoutOfArray(array: ElementArray): ElementLayout {
  if (array instanceof Uint8Array) return layouts.uint8;
  const found = ArrayBuffer.isView(array) ? layoutsByTag.get(array[Symbol.toStringTag]) : undefined;
  if (found) return found;
  throw memoryError('NSI_MEMORY_CODEC_BUFFER', `expected a typed array, got ${describe(array)}`);
}

type ElementArrayClass = new (buffer: ArrayBuffer, byteOffset: number, length: number) => ElementArray;

/** The typed array of `type` over `buffer`. Throws `NSI_MEMORY_CODEC_BUFFER` where the engine has no such array. */
export function arrayOver({ type, tag }: ElementLayout, buffer: ArrayBuffer, byteOffset: number, length: number): ElementArray {
  const ArrayClass = (globalThis as unknown as Readonly<Record<string, ElementArrayClass | undefined>>)[tag];
  if (ArrayClass) return new ArrayClass(buffer, byteOffset, length);
  throw memoryError('NSI_MEMORY_CODEC_BUFFER', `expected an engine that has ${tag} for packed elements of ${type}, got one without`, {
    hint: 'Run Node.js 24 or newer, or unpack with `decompressInto` into a Uint16Array.',
  });
}
