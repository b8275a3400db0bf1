// Right answer: linear-scan
// Matches a bank's statement with the open invoices of a shop and lists what stays open.
interface Invoice {
  readonly number: string;
  readonly cents: number;
  paid: number;
}

interface Payment {
  readonly text: string;
  readonly cents: number;
}

const reference = /\bRE-\d{4}-\d{6}\b/;

class Ledger {
  readonly #invoices: Invoice[];
  readonly unmatched: Payment[] = [];

  constructor(invoices: Iterable<Invoice>) {
    this.#invoices = [...invoices];
  }

  #invoiceFor({ text }: Payment): Invoice | undefined {
    const number = reference.exec(text)?.[0];
    return this.#invoices.find((invoice) => invoice.number === number); // <- slow
  }

  book(payment: Payment): void {
    const invoice = this.#invoiceFor(payment);
    if (invoice) invoice.paid += payment.cents;
    else this.unmatched.push(payment);
  }

  get open(): Invoice[] {
    return this.#invoices.filter(({ cents, paid }) => paid < cents);
  }
}

const numberOf = (n: number): string => `RE-${2019 + (n % 6)}-${String(n).padStart(6, '0')}`;

function* invoices(count: number): Generator<Invoice> {
  for (let n = 0; n < count; n++) yield { number: numberOf(n), cents: 1_000 + ((n * 37) % 90_000), paid: 0 };
}

function* statement(count: number): Generator<Payment> {
  for (let n = 0; n < count; n++) {
    const which = (n * 7919) % 16_600;
    yield { text: `Transfer ${numberOf(which)} many thanks`, cents: 1_000 + ((which * 37) % 90_000) };
  }
}

const ledger = new Ledger(invoices(16_000));
for (const payment of statement(15_000)) ledger.book(payment);
console.log(ledger.open.length, 'open,', ledger.unmatched.length, 'unmatched');
