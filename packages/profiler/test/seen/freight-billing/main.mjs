// Right answer: linear-scan
// Bills shipments: parses the tariff of every carrier and prices each parcel by it.
import { parseTariff } from './tariff-file.mjs';
import { RateBook } from './rate-book.mjs';
import { shipments, tariffText } from './samples.mjs';

const supported = ['EUR', 'SEK', 'PLN'];

function priceOf({ carrier, zone, grams, insured = false }, book) {
  const rate = book.rateFor(carrier, zone, Math.ceil(grams / 500));
  if (!rate || !supported.includes(rate.currency)) return 0;
  return rate.cents + (insured ? Math.round(rate.cents * 0.04) : 0);
}

function bill(all, book) {
  const totals = new Map();
  for (const shipment of all) {
    const customer = totals.get(shipment.customer) ?? { parcels: 0, cents: 0 };
    customer.parcels++;
    customer.cents += priceOf(shipment, book);
    totals.set(shipment.customer, customer);
  }
  return totals;
}

const book = new RateBook(parseTariff(tariffText(40, 12, 20)));
const totals = bill(shipments(280_000), book);
const [dearest] = [...totals].sort(([, left], [, right]) => right.cents - left.cents);
console.log(totals.size, 'customers, dearest', dearest[0], (dearest[1].cents / 100).toFixed(2));
