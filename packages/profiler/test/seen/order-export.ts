// Right answer: linear-scan
// Writes the orders of a month as CSV, each with the name of the customer who placed it.

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

interface Order {
  readonly number: number;
  readonly customerId: string;
  readonly cents: number;
}

function loadCustomers(): Customer[] {
  return Array.from({ length: 4000 }, (_, n) => ({ id: `C-${100_000 + n}`, name: `Customer ${n}`, country: n % 3 ? 'DE' : 'AT' }));
}

function loadOrders(): Order[] {
  return Array.from({ length: 30_000 }, (_, n) => ({
    number: n,
    customerId: `C-${100_000 + ((n * 7919) % 4000)}`,
    cents: 500 + (n % 9000),
  }));
}

function toCsv(orders: readonly Order[], customers: readonly Customer[]): string {
  const rows = ['number;name;country;amount'];
  for (const order of orders) {
    const customer = customers.find((one) => one.id === order.customerId); // <- slow
    rows.push(`${order.number};${customer?.name ?? ''};${customer?.country ?? ''};${(order.cents / 100).toFixed(2)}`);
  }
  return rows.join('\n');
}

const csv = toCsv(loadOrders(), loadCustomers());
process.stdout.write(`${csv.length} characters\n`);
