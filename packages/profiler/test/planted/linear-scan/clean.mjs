const products = Array.from({ length: 4000 }, (_, index) => ({ sku: `sku-${index * 7}`, price: index % 90 }));
const orders = Array.from({ length: 9000 }, (_, index) => ({ sku: products[(index * 37) % products.length].sku, count: 1 + (index % 3) }));
const prices = new Map(products.map(({ sku, price }) => [sku, price]));

function total(list) {
  let sum = 0;
  for (const { sku, count } of list) sum += prices.get(sku) * count;
  return sum;
}

let sum = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) sum = total(orders);
process.stdout.write(`${sum}\n`);
