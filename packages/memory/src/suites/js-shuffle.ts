import type { ElementArray } from '../codec/element-type.ts';

/** Byte shuffle as one writes it in JavaScript: a pass for each plane, no allocation. */
export function shuffleInto(source: Uint8Array, target: Uint8Array, width: number): void {
  const count = source.length / width;
  for (let plane = 0, to = 0; plane < width; plane++) {
    for (let from = plane; from < source.length; from += width) target[to++] = source[from] as number;
  }
  if (count * width !== source.length) throw new RangeError('expected whole elements');
}

export function unshuffleInto(source: Uint8Array, target: Uint8Array, width: number): void {
  for (let plane = 0, from = 0; plane < width; plane++) {
    for (let to = plane; to < target.length; to += width) target[to] = source[from++] as number;
  }
}

/** The planes of an array's bytes, in a buffer of their own. */
export function shuffled({ buffer, byteOffset, byteLength, BYTES_PER_ELEMENT }: ElementArray): Buffer {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (BYTES_PER_ELEMENT === 1) return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  const planes = Buffer.allocUnsafe(byteLength);
  shuffleInto(bytes, planes, BYTES_PER_ELEMENT);
  return planes;
}

export function unshuffled(planes: Uint8Array, width: number): Uint8Array {
  if (width === 1) return planes;
  const bytes = new Uint8Array(planes.length);
  unshuffleInto(planes, bytes, width);
  return bytes;
}
