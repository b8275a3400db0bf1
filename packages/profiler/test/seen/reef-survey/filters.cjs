const { plane } = require('./plane.cjs');

const [between, after, marks] = [plane(Uint8Array), plane(Uint8Array), plane(Uint8Array)];

function across(pixels, side) {
  const result = between(pixels.length);
  for (let y = 0; y < side; y++) {
    for (let x = 2; x < side - 2; x++) {
      const at = y * side + x;
      result[at] = (pixels[at - 2] + pixels[at - 1] + pixels[at] + pixels[at + 1] + pixels[at + 2]) / 5;
    }
  }
  return result;
}

function down(pixels, side) {
  const result = after(pixels.length);
  for (let at = 2 * side; at < pixels.length - 2 * side; at++) {
    result[at] = (pixels[at - 2 * side] + pixels[at - side] + pixels[at] + pixels[at + side] + pixels[at + 2 * side]) / 5;
  }
  return result;
}

exports.smooth = (pixels, side) => down(across(pixels, side), side);

function middleOf(pixels) {
  const counts = new Uint32Array(256);
  for (let at = 0; at < pixels.length; at += 3) counts[pixels[at]]++;
  let [low, high] = [0, 255];
  while (counts[low] < 50) low++;
  while (counts[high] < 50) high--;
  return (low + high) / 2;
}

/** Ones where a pixel is brighter than the middle of the picture's range. */
exports.threshold = (pixels) => {
  const limit = middleOf(pixels);
  const result = marks(pixels.length);
  for (let at = 0; at < pixels.length; at++) result[at] = pixels[at] > limit ? 1 : 0;
  return result;
};
