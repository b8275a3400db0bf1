// Short functions of other files, on lines that this file has too.
import { clamp, wrap } from './bounds.mjs';
import { Vector } from './vector.mjs';

function light(normals, sun) {
  let sum = 0;
  for (const normal of normals) {
    const shade = clamp(normal.dot(sun), 0, 1);
    sum += shade * shade;
  }
  return sum;
}

function drift(places, wind) {
  for (let index = 0; index < places.length; index++) {
    const moved = places[index].plus(wind.times(0.5));
    moved.x = wrap(moved.x, 100);
    places[index] = moved;
  }
  return places[0].x;
}

const sun = new Vector(0.2, 0.7, 0.1);
const normals = Array.from({ length: 1500 }, (_, index) => new Vector(index % 2, index % 3, index % 5));
let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) {
  for (let turn = 0; turn < 10; turn++) sum += light(normals, sun) + drift(normals, sun);
}
process.stdout.write(`${sum}\n`);
