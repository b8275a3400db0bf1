import fc from 'fast-check';
import { arrayOver, elementTypes, layoutOfType, type ElementArray, type ElementType } from '../src/codec/element-type.ts';

/** Bytes of every character: noise, runs, steps, text; lengths around the edges of vectors, groups and blocks. */
export function arrayOfAnyKind(maxLength: number): fc.Arbitrary<ElementArray> {
  const lengths = fc.oneof(
    fc.integer({ min: 0, max: maxLength }),
    fc.constantFrom(...[0, 1, 7, 8, 9, 15, 16, 17, 127, 128, 129, 255, 256, 257, 511, 512, 513].filter((length) => length <= maxLength)),
  );
  const kinds = fc.constantFrom<Kind>('noise', 'constant', 'steps', 'walk', 'extremes', 'repeats');
  return fc.record({ type: fc.constantFrom(...elementTypes), length: lengths, kind: kinds, seed: fc.nat() }).map(makeArray);
}

export type Kind = 'noise' | 'constant' | 'steps' | 'walk' | 'extremes' | 'repeats';

export interface ArrayRecipe {
  readonly type: ElementType;
  readonly length: number;
  readonly kind: Kind;
  readonly seed: number;
}

export function makeArray({ type, length, kind, seed }: ArrayRecipe): ElementArray {
  const layout = layoutOfType(type);
  const bytes = Buffer.alloc(length * layout.width);
  const random = xorshift(seed);
  let value = random() * 1000;
  for (let index = 0; index < length; index++) {
    if (kind === 'steps') value += 3;
    if (kind === 'walk') value += (random() % 9) - 4;
    for (let byte = 0; byte < layout.width; byte++) {
      const at = index * layout.width + byte;
      if (kind === 'noise') bytes[at] = random();
      else if (kind === 'constant') bytes[at] = seed;
      else if (kind === 'extremes') bytes[at] = random() % 2 === 0 ? 0 : 255;
      else if (kind === 'repeats') bytes[at] = (index % 11) * 7 + byte;
      else bytes[at] = Math.floor(value / 256 ** byte);
    }
  }
  return arrayOver(layout, bytes.buffer, 0, length);
}

/** 32-bit xorshift (Marsaglia 2003). */
export function xorshift(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** The bytes of any array, for comparison: two NaNs of other bits are not the same. */
export function bytesIn(array: ElementArray): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
