// Right answer: array-shift
// Distances from the entrance of a large maze.

const width = 700;
const height = 700;
const walls = new Uint8Array(width * height);
for (let index = 1; index < walls.length; index++) walls[index] = (index * 2_654_435_761) % 97 < 12 ? 1 : 0;

function distances() {
  const distance = new Int32Array(width * height).fill(-1);
  distance[0] = 0;
  const queue = [0];
  for (let index = 0; index < 90_000; index++) queue.push(0);
  while (queue.length > 0) {
    const cell = queue.shift(); // <- slow
    const x = cell % width;
    for (const [next, isInside] of [
      [cell + 1, x + 1 < width],
      [cell - 1, x > 0],
      [cell + width, cell + width < walls.length],
      [cell - width, cell >= width],
    ]) {
      if (!isInside || walls[next] || distance[next] >= 0) continue;
      distance[next] = distance[cell] + 1;
      queue.push(next);
    }
    if (distance[cell] > 200) break;
  }
  return distance;
}

console.log(distances().reduce((most, one) => Math.max(most, one), 0));
