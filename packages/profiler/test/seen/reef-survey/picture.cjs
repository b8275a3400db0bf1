/** The grey values of a picture of the reef, in the array of an earlier one if there is one. */
exports.picture = (number, side, pixels = new Uint8Array(side * side)) => {
  let noise = number + 1;
  for (let at = 0; at < pixels.length; at++) {
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
    const x = at % side;
    const y = (at / side) | 0;
    const isCoral = ((x + number * 3) % 64) ** 2 + (y % 48) ** 2 < 500 + number * 6;
    pixels[at] = (isCoral ? 190 : 60) + (noise >>> 27);
  }
  return pixels;
};
