const text = JSON.stringify(Array.from({ length: 3000 }, (_, id) => ({ id, name: `order ${id}`, lines: [id, id + 1] })));

function totalOf(body) {
  const orders = JSON.parse(body); // <- slow
  let total = 0;
  for (const order of orders) total += order.lines.length;
  return total;
}

let total = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) total += totalOf(text);
process.stdout.write(`${total > 0}\n`);
