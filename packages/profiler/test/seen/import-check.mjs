// Right answer: throw-hot
// Checks rows of an import; most of what users upload is not quite right.

class RowError extends Error {
  constructor(row, field) {
    super(`row ${row}: ${field} is not valid`); // <- slow
    this.name = 'RowError';
    this.field = field;
  }
}

function parseAmount(row, text) {
  const amount = Number(text);
  if (Number.isNaN(amount)) throw new RowError(row, 'amount');
  return amount;
}

function parseRow(row, [name, amount]) {
  if (name.length === 0) throw new RowError(row, 'name');
  return { name, amount: parseAmount(row, amount) };
}

function check(rows) {
  const report = { good: 0, bad: new Map() };
  for (const [index, row] of rows.entries()) {
    try {
      parseRow(index, row);
      report.good++;
    } catch (error) {
      report.bad.set(error.field, (report.bad.get(error.field) ?? 0) + 1);
    }
  }
  return report;
}

const rows = Array.from({ length: 150_000 }, (_, index) => [
  index % 5 === 0 ? '' : `name ${index}`,
  index % 3 === 0 ? `${index}` : `${index} EUR`,
]);
const { good, bad } = check(rows);
console.log(good, [...bad]);
