/**
 * Advance of U+0020 to U+007E in thousandths of the font size: the wider of the two bundled fonts, glyph by glyph. A viewer without Inter
 * falls back to a sans of its own; DejaVu Sans is the widest of the common ones, so text laid out with these numbers fits in all of them.
 */
export const asciiAdvances: readonly number[] = Object.freeze([
  318, 401, 466, 838, 642, 982, 780, 300, 391, 391, 501, 838, 318, 460, 318, 361, 637, 637, 637, 637, 646, 637, 637, 637, 637, 637, 337,
  337, 838, 838, 838, 531, 1000, 690, 687, 731, 771, 632, 591, 775, 752, 295, 571, 672, 566, 904, 754, 788, 639, 788, 695, 642, 646, 745,
  690, 989, 686, 679, 686, 391, 361, 391, 838, 500, 500, 613, 635, 572, 635, 616, 371, 635, 634, 278, 278, 580, 278, 975, 634, 612, 635,
  635, 412, 528, 393, 634, 592, 819, 592, 592, 553, 637, 337, 637, 838,
]);

const markPattern = /\p{Mark}|\p{Cf}/u;
const widePattern =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const wide = 1300;
const otherLetter = 840;
const boldFactor = 1.13;

/** Width of one line of `text` in pixels, never less than a browser or `renderPng` needs for it. */
export function textWidth(text: string, fontSize: number, isBold = false): number {
  let advance = 0;
  for (const character of text) advance += advanceOf(character);
  return (advance * fontSize * (isBold ? boldFactor : 1)) / 1000;
}

function advanceOf(character: string): number {
  const code = character.charCodeAt(0);
  if (code < 0x7f) return asciiAdvances[code - 0x20] ?? 0;
  if (markPattern.test(character)) return 0;
  return widePattern.test(character) ? wide : otherLetter;
}
