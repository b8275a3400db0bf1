class NotANumber extends Error {}

function parseAmount(text) {
  const value = Number(text);
  if (Number.isNaN(value)) throw new NotANumber(`no amount: ${text}`); // <- slow
  return value;
}

function amountOrZero(text) {
  try {
    return parseAmount(text);
  } catch {
    return 0;
  }
}

const cells = Array.from({ length: 1000 }, (_, index) => (index % 3 === 0 ? String(index) : `n/a ${index}`));
let sum = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) for (const cell of cells) sum += amountOrZero(cell);
process.stdout.write(`${sum > 0}\n`);
