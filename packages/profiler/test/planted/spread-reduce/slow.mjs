// oxlint-disable oxc/no-accumulating-spread -- planted
const rows = Array.from({ length: 900 }, (_, index) => ({ id: `row-${index}`, value: index }));

function indexById(list) {
  return list.reduce((all, row) => {
    return { ...all, [row.id]: row.value }; // <- slow
  }, {});
}

let count = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) count += Object.keys(indexById(rows)).length;
process.stdout.write(`${count > 0}\n`);
