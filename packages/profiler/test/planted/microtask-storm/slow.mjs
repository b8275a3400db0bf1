const rates = new Map([
  ['EUR', 1],
  ['USD', 0.9],
  ['GBP', 1.2],
]);

async function rateOf(currency) {
  return rates.get(currency);
}

async function totalOf(orders) {
  let total = 0;
  for (const { amount, currency } of orders) {
    total += amount * (await rateOf(currency)); // <- slow
  }
  return total;
}

const currencies = [...rates.keys()];
const orders = Array.from({ length: 20_000 }, (_, index) => ({ amount: index % 90, currency: currencies[index % 3] }));
let total = 0;
for (const start = process.cpuUsage(); process.cpuUsage(start).user < 900_000;) total += await totalOf(orders);
process.stdout.write(`${total > 0}\n`);
