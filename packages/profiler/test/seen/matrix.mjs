// Right answer: clean
// Multiplies matrices, in the order the memory lies in.

const size = 320;

function matrix(seed) {
  return Float64Array.from({ length: size * size }, (_, index) => ((index * seed) % 11) / 11);
}

function multiply(left, right) {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = left[row * size + inner];
      for (let column = 0; column < size; column++) product[row * size + column] += factor * right[inner * size + column];
    }
  }
  return product;
}

let power = matrix(3);
for (let turn = 0; turn < 12; turn++) power = multiply(power, matrix(turn + 2)).map((value) => value / size);
console.log(power[7] > 0);
