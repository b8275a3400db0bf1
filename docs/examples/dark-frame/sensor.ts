/** What a sensor counts in the dark: an offset, stripes of its amplifiers, a glow in one corner, and hot samples. The same for the same seed. */
export function darkFrameOf(width: number, height: number, seed: number): Uint16Array {
  const random = randomOf(seed);
  const dark = new Uint16Array(width * height * 3);
  const columns = Array.from({ length: width }, () => random() * 160);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const glow = 1500 * Math.exp(-Math.hypot(column - width, row - height) / (width / 4));
      for (let channel = 0; channel < 3; channel++) {
        const hot = random() < 0.004 ? 1200 * random() : 0;
        dark[(row * width + column) * 3 + channel] = 180 + (columns[column] as number) + glow + hot + random() * 24;
      }
    }
  }
  return dark;
}

/** The photograph on top of the dark frame, with the noise of reading it out; 14 bits, as far as the sensor counts. */
export function exposeOn(photograph: Uint16Array, dark: Uint16Array, seed: number): Uint16Array {
  const random = randomOf(seed);
  return photograph.map((light, index) => Math.min(light + (dark[index] as number) + Math.round((random() - 0.5) * 40), 16_383));
}

/** Numbers from 0 to 1 (mulberry32, Tommy Ettinger 2017). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
