const products = Array.from({ length: 4000 }, (_, index) => ({ sku: `sku-${index * 7}`, price: index % 90 }));
const orders = Array.from({ length: 9000 }, (_, index) => ({ sku: products[(index * 37) % products.length].sku, count: 1 + (index % 3) }));

function priceOf(sku) {
  return products.find((product) => product.sku === sku).price; // <- slow
}

function total(list) {
  let sum = 0;
  for (const { sku, count } of list) sum += priceOf(sku) * count;
  return sum;
}

let sum = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) sum = total(orders);
process.stdout.write(`${sum}\n`);
