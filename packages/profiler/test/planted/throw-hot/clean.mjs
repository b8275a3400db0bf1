function amountOrZero(text) {
  const value = Number(text);
  return Number.isNaN(value) ? 0 : value;
}

const cells = Array.from({ length: 1000 }, (_, index) => (index % 3 === 0 ? String(index) : `n/a ${index}`));
let sum = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) for (const cell of cells) sum += amountOrZero(cell);
process.stdout.write(`${sum > 0}\n`);
