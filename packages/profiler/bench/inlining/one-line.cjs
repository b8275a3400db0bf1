// Several functions on one line, as hand-written tables have them.
const operations = { add: (a, b) => a + b, subtract: (a, b) => a - b, multiply: (a, b) => (a * b) % 9973, halve: (a) => a / 2 };
const round = (value) => Math.round(value * 100) / 100,
  half = (value) => value / 2,
  twice = (value) => value * 2;

function evaluate(values) {
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    sum = operations.add(sum, operations.multiply(value, index));
    sum = operations.subtract(sum, half(value));
    sum = round(operations.halve(sum)) + twice(value);
  }
  return sum;
}

const values = Array.from({ length: 4000 }, (_, index) => (index * 7919) % 1013);
let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) sum += evaluate(values);
process.stdout.write(`${sum}\n`);
