function drain(count) {
  const queue = Array.from({ length: count }, (_, index) => index);
  let sum = 0;
  while (queue.length > 0) {
    const next = queue.shift(); // <- slow
    sum += next;
    if (next % 16 === 0 && next > 0) queue.push(next - 1);
  }
  return sum;
}

let sum = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) sum += drain(60_000);
process.stdout.write(`${sum > 0}\n`);
