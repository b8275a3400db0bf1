import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';

const rows = Array.from({ length: 200 }, (_, index) => index);

function score(row) {
  let sum = 0;
  for (let i = 0; i < 90_000; i++) sum += Math.sqrt(row * i);
  return sum;
}

let total = 0;
for (let report = 0; report < 4; report++) {
  for (const [index, row] of rows.entries()) {
    total += score(row);
    if (index % 10 === 0) await turn();
  }
  await wait(100);
}
process.stdout.write(`${total > 0}\n`);
