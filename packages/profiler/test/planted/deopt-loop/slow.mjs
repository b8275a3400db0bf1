const orders = [
  (id) => ({ id, total: id % 50, customer: undefined }),
  (id) => ({ total: id % 50, id, customer: undefined }),
  (id) => ({ customer: undefined, id, total: id % 50 }),
  (id) => ({ customer: undefined, total: id % 50, id }),
];
const customers = [
  (id) => ({ name: `customer ${id}`, discount: id % 3 }),
  (id) => ({ discount: id % 3, name: `customer ${id}` }),
  (id) => ({ discount: id % 3, isKnown: true, name: `customer ${id}` }),
  (id) => ({ isKnown: true, name: `customer ${id}`, discount: id % 3 }),
];

function revenue(sold) {
  let sum = 0;
  for (const order of sold) {
    sum += order.total * (10 - order.customer.discount); // <- slow
  }
  return sum;
}

let sum = 0;
for (let shop = 0; shop < 7; shop++) {
  const [makeOrder, makeCustomer] = [orders[Math.ceil(shop / 2)], customers[Math.floor(shop / 2)]];
  const sold = Array.from({ length: 2000 }, (_, id) => Object.assign(makeOrder(id), { customer: makeCustomer(id) }));
  for (let day = 0; day < 4000; day++) sum += revenue(sold);
}
process.stdout.write(`${sum > 0}\n`);
