// Far enough down that its lines are no lines of the file that calls it.
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
//
function square(side) {
  return side * side + Math.cos(side);
}

function hypotenuse(width, height) {
  return Math.sqrt(square(width) + square(height));
}

module.exports = { hypotenuse };
