// Functions made by functions, and called through what they close over.
function createCounter(step) {
  let value = 0;
  return {
    next: () => (value = (value + step) % 65_521),
    reset() {
      value = 0;
    },
  };
}

function compose(first, second) {
  return (value) => second(first(value));
}

const scale = (factor) => (value) => value * factor;
const shift = (offset) => (value) => value + offset;
const clamp = (low, high) => (value) => {
  if (value < low) return low;
  return value > high ? high : value;
};

const shape = compose(compose(scale(1.5), shift(3)), clamp(0, 60_000));

function run(count) {
  const counter = createCounter(7);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    sum += shape(counter.next());
  }
  counter.reset();
  return sum;
}

let total = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) total += run(20_000);
process.stdout.write(`${total}\n`);
