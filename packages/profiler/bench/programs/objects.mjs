let kept = [];
for (let round = 0; round < 300; round++) {
  const rows = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `row ${id}`, tags: [id, round] }));
  kept.push(rows.filter(({ id }) => id % 10 === 0));
  if (kept.length > 10) kept = kept.slice(5);
}
