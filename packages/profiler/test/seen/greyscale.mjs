// Right answer: clean
// Turns frames of a film grey, in one buffer.

const width = 1280;
const height = 720;
const frame = new Uint8ClampedArray(width * height * 4);
const grey = new Uint8ClampedArray(width * height);

function fill(seed) {
  for (let index = 0; index < frame.length; index++) frame[index] = (index * seed) & 255;
}

function toGrey() {
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 4) {
    grey[pixel] = 0.299 * frame[at] + 0.587 * frame[at + 1] + 0.114 * frame[at + 2];
  }
  return grey[grey.length >> 1];
}

let sum = 0;
for (let seed = 1; seed <= 60; seed++) {
  fill(seed);
  sum += toGrey();
}
console.log(sum);
