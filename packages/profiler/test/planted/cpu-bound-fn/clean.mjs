import { setTimeout as wait } from 'node:timers/promises';

function countPrimes(limit) {
  const isComposite = new Uint8Array(limit);
  let count = 0;
  for (let candidate = 2; candidate < limit; candidate++) {
    if (isComposite[candidate]) continue;
    count++;
    for (let multiple = candidate * candidate; multiple < limit; multiple += candidate) isComposite[multiple] = 1;
  }
  return count;
}

let count = 0;
for (let turn = 0; turn < 40; turn++) {
  count += countPrimes(100_000);
  await wait(10);
}
process.stdout.write(`${count > 0}\n`);
