function eventOf(index) {
  const event = {};
  for (const [at, key] of ['user', 'page', 'referrer', 'device', 'campaign', 'country'].entries()) {
    if ((index >> at) & 1) event[key] = `${key} ${index}`;
  }
  event.weight = index % 10;
  return event;
}

function weigh(events) {
  const byWeight = new Float64Array(16);
  for (let turn = 0; turn < 20; turn++) {
    for (const event of events) {
      byWeight[event.weight] += event.weight; // <- slow
    }
  }
  return byWeight;
}

function main() {
  const events = Array.from({ length: 5000 }, (_, index) => eventOf(index));
  let sum = 0;
  for (let round = 0; round < 250; round++) sum += weigh(events)[3];
  return sum;
}

process.stdout.write(`${main() > 0}\n`);
