// Two files with functions of the same names on the same lines.
import * as circle from './circle.mjs';
import * as square from './square.mjs';

function circles(shapes) {
  let sum = 0;
  for (const shape of shapes) sum += circle.area(shape) / circle.outline(shape);
  return sum;
}

function squares(shapes) {
  let sum = 0;
  for (const shape of shapes) {
    const share = square.area(shape) / (1 + square.outline(shape));
    sum += share;
  }
  return sum;
}

const shapes = Array.from({ length: 2000 }, (_, index) => ({ size: 1 + (index % 97) }));
let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) {
  for (let turn = 0; turn < 10; turn++) sum += circles(shapes) + squares(shapes);
}
process.stdout.write(`${sum}\n`);
