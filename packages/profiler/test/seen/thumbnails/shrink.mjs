function pixel(x, y) {
  return (x * 31 + y * 17 + ((x * y) >> 4)) & 255;
}

/** A picture of `from` × `from` pixels as one of `to` × `to`. */
export function shrink(from, to) {
  const small = new Uint8Array(to * to);
  const step = from / to;
  for (let y = 0; y < to; y++) {
    for (let x = 0; x < to; x++) {
      let sum = 0;
      let count = 0;
      for (let dy = 0; dy < step * 5; dy++) {
        for (let dx = 0; dx < step * 5; dx++) {
          sum += pixel(x * step + dx, y * step + dy); // <- slow
          count++;
        }
      }
      small[y * to + x] = sum / count;
    }
  }
  return Buffer.from(small);
}
