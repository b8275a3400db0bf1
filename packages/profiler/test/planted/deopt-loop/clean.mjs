function orderOf(id) {
  return { id, total: id % 50, customer: { name: `customer ${id}`, discount: id % 3 } };
}

function revenue(sold) {
  let sum = 0;
  for (const order of sold) {
    sum += order.total * (10 - order.customer.discount);
  }
  return sum;
}

let sum = 0;
for (let shop = 0; shop < 7; shop++) {
  const sold = Array.from({ length: 2000 }, (_, id) => orderOf(id));
  for (let day = 0; day < 4000; day++) sum += revenue(sold);
}
process.stdout.write(`${sum > 0}\n`);
