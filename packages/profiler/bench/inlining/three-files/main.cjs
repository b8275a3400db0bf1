// A chain over three files.
const terrain = require('./terrain.cjs');

function steepest(size) {
  let best = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const found = terrain.slope(x, y);
      if (found > best) best = found;
    }
  }
  return best;
}

let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) sum += steepest(120);
process.stdout.write(`${sum}\n`);
