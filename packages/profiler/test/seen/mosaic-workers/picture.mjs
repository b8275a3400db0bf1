/** A picture of soft waves, three bytes a pixel. */
export function picture(width, height, seed) {
  const pixels = new Uint8Array(width * height * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const row = (y * (seed + 3)) & 511;
    for (let x = 0; x < width; x++) {
      pixels[at++] = (x + row) >> 3;
      pixels[at++] = (x ^ y) >> 2;
      pixels[at++] = (row + ((x * seed) & 127)) >> 1;
    }
  }
  return pixels;
}
