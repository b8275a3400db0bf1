const kept = [];

function move(count) {
  const points = [];
  for (let index = 0; index < count; index++) {
    points.push({ x: index, y: index * 2, tags: [index, index + 1, index + 2] }); // <- slow
  }
  kept.push(points);
  if (kept.length > 20) kept.shift();
  return points.length;
}

let moved = 0;
for (const untilMs = performance.now() + 900; performance.now() < untilMs;) moved += move(20_000);
process.stdout.write(`${moved > 0}\n`);
