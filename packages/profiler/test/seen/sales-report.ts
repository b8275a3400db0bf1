// Right answer: clean
// Sums up sales by region and prints the best ones.

interface Sale {
  readonly region: number;
  readonly cents: number;
}

function* sales(count: number): Generator<Sale> {
  for (let n = 0; n < count; n++) yield { region: (n * 7919) % 60, cents: (n * 31) % 10_000 };
}

function sumUp(all: Iterable<Sale>): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { region, cents } of all) sums.set(region, (sums.get(region) ?? 0) + cents);
  return sums;
}

const sums = sumUp(sales(6_000_000));
const best = [...sums].toSorted((left, right) => right[1] - left[1]).slice(0, 5);
for (const [region, cents] of best) console.log(`region ${region}: ${(cents / 100).toFixed(2)}`);
