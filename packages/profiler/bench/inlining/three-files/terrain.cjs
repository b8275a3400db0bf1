const { noise } = require('./noise.cjs');

/** Height of a place, from 0 to 1. */
function height(x, y) {
  const here = noise(x * 374761 + y * 668265);
  return here / 4294967296;
}

/** How steep it is there. */
exports.slope = function slope(x, y) {
  return Math.abs(height(x + 1, y) - height(x, y)) + Math.abs(height(x, y + 1) - height(x, y));
};
