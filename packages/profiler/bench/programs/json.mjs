const text = JSON.stringify(Array.from({ length: 5000 }, (_, id) => ({ id, name: `order ${id}`, lines: [id, id + 1] })));
let count = 0;
for (let round = 0; round < 600; round++) count += JSON.stringify(JSON.parse(text)).length;
if (count === 0) process.exit(1);
