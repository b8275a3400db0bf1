const prices = Array.from({ length: 400 }, (_, index) => index * 13.37);

function label(price) {
  return price.toLocaleString('de-DE', { style: 'currency', currency: 'EUR' }); // <- slow
}

let length = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) for (const price of prices) length += label(price).length;
process.stdout.write(`${length > 0}\n`);
