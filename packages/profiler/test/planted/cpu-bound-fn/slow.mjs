function countPrimes(limit) {
  let count = 0;
  for (let candidate = 2; candidate < limit; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor < candidate && isPrime; divisor++) {
      isPrime = candidate % divisor !== 0; // <- slow
    }
    if (isPrime) count++;
  }
  return count;
}

let count = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) count += countPrimes(3000);
process.stdout.write(`${count > 0}\n`);
