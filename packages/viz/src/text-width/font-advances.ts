/** Width of each character in thousandths of the font size, read from a TrueType file: what `glyph-widths.ts` is checked against. */
export type FontAdvances = (codePoint: number) => number | undefined;

/** Reads the `cmap` (format 4) and `hmtx` tables of `file`. */
export function readFontAdvances(file: Uint8Array): FontAdvances {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = tableOffsets(view);
  const at = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new RangeError(`expected a TrueType file with a ${tag} table`);
    return offset;
  };
  const unitsPerEm = view.getUint16(at('head') + 18);
  const metricCount = view.getUint16(at('hhea') + 34);
  const glyphOf = readCharacterMap(view, at('cmap'));
  return (codePoint) => {
    const glyph = glyphOf(codePoint);
    if (glyph === 0) return undefined;
    return (view.getUint16(at('hmtx') + 4 * Math.min(glyph, metricCount - 1)) * 1000) / unitsPerEm;
  };
}

function tableOffsets(view: DataView): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + 16 * index;
    const tag = String.fromCodePoint(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    offsets.set(tag, view.getUint32(record + 8));
  }
  return offsets;
}

/** Format 4, the segments of the Basic Multilingual Plane: OpenType 1.9, `cmap`. */
function readCharacterMap(view: DataView, cmap: number): (codePoint: number) => number {
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => cmap + view.getUint32(cmap + 8 + 8 * index));
  const table = subtables.find((offset) => view.getUint16(offset) === 4);
  if (table === undefined) throw new RangeError('expected a TrueType file with a cmap of format 4');
  const doubled = view.getUint16(table + 6);
  const ends = table + 14;
  const [starts, deltas, ranges] = [ends + doubled + 2, ends + 2 * doubled + 2, ends + 3 * doubled + 2];
  return (codePoint) => {
    for (let segment = 0; segment < doubled; segment += 2) {
      if (codePoint > view.getUint16(ends + segment)) continue;
      const start = view.getUint16(starts + segment);
      if (codePoint < start) return 0;
      const delta = view.getUint16(deltas + segment);
      const range = view.getUint16(ranges + segment);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(ranges + segment + range + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
