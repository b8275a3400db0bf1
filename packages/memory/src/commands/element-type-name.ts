import { describe } from '@nsi/core';
import { elementTypes, type ElementType } from '../codec/element-type.ts';
import { memoryError } from '../errors.ts';

/** Short names, as NumPy, Rust and zarr write them. */
const shortNames: Readonly<Record<string, ElementType>> = Object.freeze({
  u8: 'uint8',
  u8c: 'uint8clamped',
  i8: 'int8',
  u16: 'uint16',
  i16: 'int16',
  f16: 'float16',
  u32: 'uint32',
  i32: 'int32',
  f32: 'float32',
  u64: 'uint64',
  i64: 'int64',
  f64: 'float64',
});

/** The element type that `--dtype` names, long or short; `uint8` when there is none. */
export function parseElementType(name: string | undefined): ElementType {
  const lower = (name ?? 'uint8').toLowerCase();
  if (Object.hasOwn(shortNames, lower)) return shortNames[lower] as ElementType;
  const found = elementTypes.find((type) => type === lower);
  if (found) return found;
  throw memoryError(
    'NSI_MEMORY_CODEC_OPTION',
    `expected \`--dtype\` to be one of ${Object.keys(shortNames).join(', ')}, got ${describe(name)}`,
  );
}
