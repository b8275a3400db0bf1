// Right answer: array-shift
// Finds how far every square of a big park is from its gates.
const { Park } = require('./park.cjs');
const { flood } = require('./flood.cjs');

const park = Park.grown({ width: 600, height: 540, seed: 11 });
const gates = Array.from({ length: 38_000 }, (_, n) => park.squareAt((n * 37) % 600, (n * 53) % 400));
const steps = flood(gates, (square) => park.neighbours(square), park.size);

let farthest = 0;
let reached = 0;
for (const step of steps) {
  if (step > farthest) farthest = step;
  if (step >= 0) reached++;
}
console.log(reached, 'squares, at most', farthest, 'steps');
