// Objects of many shapes meet at one access, and a function that was optimized for one is thrown away again and again.
interface Point {
  readonly x: number;
}

function read(point: Point): number {
  return point.x; // <- meets every shape
}

const makers: ((value: number) => Point)[] = [
  (x) => ({ x }),
  (x) => ({ a: 1, x }),
  (x) => ({ b: 1, x }),
  (x) => ({ c: 1, x }),
  (x) => ({ d: 1, x }),
  (x) => ({ e: 1, x }),
];

let sum = 0;
for (const make of makers) {
  for (let index = 0; index < 20_000; index++) sum += read(make(index));
}
for (const untilMs = performance.now() + 200; performance.now() < untilMs;) sum += Math.sqrt(sum);
process.stdout.write(`${sum > 0}\n`);
