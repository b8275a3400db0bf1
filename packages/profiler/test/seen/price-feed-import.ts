// Right answer: microtask-storm
// Imports a price feed: converts and checks every cell of every row, then sums up by currency.

type Cell = string | number | boolean;

interface Column {
  readonly name: string;
  readonly convert: (text: string) => Cell | Promise<Cell>;
}

const columns: readonly Column[] = [
  { name: 'sku', convert: (text) => text.toUpperCase() },
  { name: 'cents', convert: (text) => Number(text) },
  { name: 'currency', convert: (text) => currencies.get(text) ?? 'EUR' },
  { name: 'stock', convert: async (text) => Number(text) },
  { name: 'active', convert: async (text) => text === 'yes' },
  { name: 'brand', convert: (text) => text },
];
const currencies = new Map([
  ['€', 'EUR'],
  ['kr', 'SEK'],
  ['zł', 'PLN'],
]);

class RowConverter {
  readonly #columns: readonly Column[];

  constructor(all: readonly Column[]) {
    this.#columns = all;
  }

  async convert(cells: readonly string[]): Promise<Record<string, Cell>> {
    const row: Record<string, Cell> = {};
    let index = 0;
    for (const { name, convert } of this.#columns) {
      row[name] = await convert(cells[index++] ?? ''); // <- slow
    }
    return row;
  }
}

function* feed(count: number): Generator<string[]> {
  const signs = [...currencies.keys()];
  for (let n = 0; n < count; n++) {
    yield [
      `sku-${n % 5_000}`,
      String((n * 37) % 99_000),
      signs[n % 3] ?? '€',
      String(n % 40),
      n % 3 === 0 ? 'no' : 'yes',
      `brand ${n % 60}`,
    ];
  }
}

async function importFeed(rows: Iterable<string[]>): Promise<Map<string, number>> {
  const converter = new RowConverter(columns);
  const worth = new Map<string, number>();
  for (const cells of rows) {
    const { currency, cents, stock, active } = await converter.convert(cells);
    if (active !== true || typeof currency !== 'string') continue;
    worth.set(currency, (worth.get(currency) ?? 0) + Number(cents) * Number(stock));
  }
  return worth;
}

const worth = await importFeed(feed(2_400_000));
console.log([...worth].map(([currency, cents]) => `${currency} ${Math.round(cents / 100)}`).join(', '));
