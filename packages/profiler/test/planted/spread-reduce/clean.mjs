const rows = Array.from({ length: 900 }, (_, index) => ({ id: `row-${index}`, value: index }));

function indexById(list) {
  return list.reduce((all, row) => all.set(row.id, row.value), new Map());
}

let count = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) count += indexById(rows).size;
process.stdout.write(`${count > 0}\n`);
