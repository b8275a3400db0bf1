const text = JSON.stringify(Array.from({ length: 3000 }, (_, id) => ({ id, name: `order ${id}`, lines: [id, id + 1] })));
const orders = JSON.parse(text);

function totalOf(all) {
  let total = 0;
  for (const order of all) total += order.lines.length;
  return total;
}

let total = 0;
for (const untilMs = performance.now() + 500; performance.now() < untilMs;) total += totalOf(orders);
process.stdout.write(`${total > 0}\n`);
