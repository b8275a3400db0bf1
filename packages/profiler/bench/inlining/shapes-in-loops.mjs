// Small functions called in loops of top-level code, over objects of several shapes.
const area = (shape) => shape.width * shape.height;
const edge = (shape) => 2 * (shape.width + shape.height);
const shapes = Array.from({ length: 3000 }, (_, index) =>
  index % 3 === 0
    ? { width: index, height: 2 }
    : index % 3 === 1
      ? { kind: 'tile', width: 3, height: index }
      : { height: index, width: 1, label: 'card' },
);

let areas = 0;
let edges = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) {
  for (let turn = 0; turn < 10; turn++) {
    for (const shape of shapes) areas += area(shape);
    for (const shape of shapes) {
      edges += edge(shape) % 7;
    }
  }
}
process.stdout.write(`${areas} ${edges}\n`);
