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
