import { setTimeout as wait } from 'node:timers/promises';

const rows = Array.from({ length: 900 }, (_, index) => index);

function score(row) {
  let sum = 0;
  for (let i = 0; i < 90_000; i++) sum += Math.sqrt(row * i); // <- slow
  return sum;
}

let total = 0;
for (let report = 0; report < 3; report++) {
  for (const row of rows) total += score(row);
  await wait(120);
}
process.stdout.write(`${total > 0}\n`);
