const prices = Array.from({ length: 400 }, (_, index) => index * 13.37);
const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

function label(price) {
  return euro.format(price);
}

let length = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) for (const price of prices) length += label(price).length;
process.stdout.write(`${length > 0}\n`);
