/** How bright each pixel is, by the weights of Rec. 601. */
export function brightness(rgb) {
  const light = new Uint8Array(rgb.length / 3);
  for (let at = 0, from = 0; at < light.length; at++, from += 3)
    light[at] = (rgb[from] * 77 + rgb[from + 1] * 150 + rgb[from + 2] * 29) >> 8;
  return light;
}

/** Means of three pixels, once along the rows and once down the columns. */
export function smooth(light, width, height) {
  const across = new Uint8Array(light.length);
  for (let at = 1; at < light.length - 1; at++) across[at] = ((light[at - 1] + light[at] + light[at + 1]) * 85) >> 8;
  const soft = new Uint8Array(light.length);
  for (let at = width; at < width * (height - 1); at++) soft[at] = ((across[at - width] + across[at] + across[at + width]) * 85) >> 8;
  return soft;
}

export function edges(light, width, height) {
  const steep = new Uint8Array(light.length);
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0, at = y * width; x < width - 1; x++, at++) {
      steep[at] = Math.min(255, Math.abs(light[at] - light[at + 1]) + Math.abs(light[at] - light[at + width]));
    }
  }
  return steep;
}

export function tileMeans(light, width, height, { size = 8 } = {}) {
  const columns = Math.ceil(width / size);
  const sums = new Float64Array(columns * Math.ceil(height / size));
  for (let y = 0, at = 0; y < height; y++) {
    const first = Math.trunc(y / size) * columns;
    for (let x = 0; x < width; x++, at++) sums[first + Math.trunc(x / size)] += light[at];
  }
  return Uint8Array.from(sums, (sum) => sum / (size * size));
}
