// Arrow functions handed to array methods, on the line of the call and on lines of their own.
const orders = Array.from({ length: 2000 }, (_, id) => ({ id, price: (id * 37) % 101, count: 1 + (id % 5), paid: id % 3 > 0 }));

function turnover(rows) {
  return rows
    .filter((row) => row.paid)
    .map((row) => row.price * row.count)
    .reduce((sum, value) => sum + value, 0);
}

function dearest(rows) {
  return rows.reduce((best, row) => {
    const value = row.price * row.count;
    return value > best.price * best.count ? row : best;
  }, rows[0]);
}

function open(rows) {
  let count = 0;
  rows.forEach((row) => {
    if (!row.paid && row.price > 50) {
      count += row.count;
    }
  });
  return count;
}

function every(rows) {
  return rows.some((row) => row.price < 0) || rows.every((row) => row.count > 0);
}

let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) {
  for (let turn = 0; turn < 20; turn++) sum += turnover(orders) + dearest(orders).price + open(orders) + Number(every(orders));
}
process.stdout.write(`${sum}\n`);
