function drain(count) {
  const queue = Array.from({ length: count }, (_, index) => index);
  let sum = 0;
  for (let head = 0; head < queue.length; head++) {
    const next = queue[head];
    sum += next;
    if (next % 16 === 0 && next > 0) queue.push(next - 1);
  }
  return sum;
}

let sum = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) sum += drain(60_000);
process.stdout.write(`${sum > 0}\n`);
