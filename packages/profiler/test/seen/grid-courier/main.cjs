// Right answer: worker-chatter
// Grades a field of heights; a worker thread does the sums for every cell.
const { Worker } = require('node:worker_threads');
const { join } = require('node:path');
const { Desk } = require('./desk.cjs');

const width = 420;
const heights = Float64Array.from({ length: width * 1400 }, (_, n) => Math.sin(n / 37) * 40 + (n % width) / 9);

async function grade(desk, row) {
  const cells = [];
  for (let x = 1; x < width - 1; x++) {
    const at = row * width + x;
    cells.push(desk.slope({ left: heights[at - 1], right: heights[at + 1], up: heights[at - width] ?? 0, down: heights[at + width] ?? 0 }));
  }
  return (await Promise.all(cells)).filter((slope) => slope > 0.9).length;
}

async function main() {
  const worker = new Worker(join(__dirname, 'slopes.cjs'));
  const desk = new Desk(worker);
  let steep = 0;
  for (let row = 1; row < 1399; row++) steep += await grade(desk, row);
  console.log(steep, 'steep cells');
  await worker.terminate();
}

main();
