function eventOf(index) {
  const has = (bit) => (index >> bit) & 1;
  return {
    user: has(0) ? `user ${index}` : undefined,
    page: has(1) ? `page ${index}` : undefined,
    referrer: has(2) ? `referrer ${index}` : undefined,
    device: has(3) ? `device ${index}` : undefined,
    weight: index % 10,
  };
}

function weigh(events) {
  const byWeight = new Float64Array(16);
  for (let turn = 0; turn < 20; turn++) {
    for (const event of events) {
      byWeight[event.weight] += event.weight;
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
