const points = new Float64Array(2 * 20_000);

function move(count) {
  for (let index = 0; index < count; index++) {
    points[2 * index] = index;
    points[2 * index + 1] = index * 2;
  }
  return count;
}

let moved = 0;
for (const untilMs = performance.now() + 500; performance.now() < untilMs;) moved += move(20_000);
process.stdout.write(`${moved > 0}\n`);
