// A chain three deep in one file, and one that crosses files: V8 inlines all of it.
const { hypotenuse } = require('./inlined-geometry.cjs');

function leaf(value) {
  return Math.sqrt(value) * 1.5 + Math.sin(value);
}

function middle(value) {
  return leaf(value) + leaf(value + 1);
}

function chain(count) {
  let sum = 0;
  for (let index = 0; index < count; index++) {
    sum += middle(index);
  }
  return sum;
}

function across(count) {
  let sum = 0;
  for (let index = 0; index < count; index++) {
    sum += hypotenuse(index, count);
  }
  return sum;
}

let sum = 0;
for (const start = process.cpuUsage(); process.cpuUsage(start).user < 700 * 1000;) sum += chain(20_000);
for (const start = process.cpuUsage(); process.cpuUsage(start).user < 700 * 1000;) sum += across(20_000);
process.stdout.write(`${sum > 0}\n`);
