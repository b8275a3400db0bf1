// TypeScript that Node.js strips.
interface Point {
  readonly x: number;
  readonly y: number;
}

type Distance = (left: Point, right: Point) => number;

const squared = (value: number): number => value * value;

const euclid: Distance = (left, right) => Math.sqrt(squared(left.x - right.x) + squared(left.y - right.y));

function manhattan(left: Point, right: Point): number {
  return Math.abs(left.x - right.x) + Math.abs(left.y - right.y);
}

function nearest<Item extends Point>(points: readonly Item[], to: Point, distance: Distance): Item | undefined {
  let best: Item | undefined;
  let least = Infinity;
  for (const point of points) {
    const far = distance(point, to);
    if (far < least) {
      least = far;
      best = point;
    }
  }
  return best;
}

const points: Point[] = Array.from({ length: 1000 }, (_, index) => ({ x: (index * 31) % 97, y: (index * 17) % 89 }));
let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) {
  for (let turn = 0; turn < 10; turn++) {
    sum += nearest(points, { x: turn, y: 40 }, euclid)?.x ?? 0;
    sum += nearest(points, { x: 40, y: turn }, manhattan)?.y ?? 0;
  }
}
process.stdout.write(`${sum}\n`);
