// Right answer: leak-trend
// A desk of quotes: every session follows the tariff as long as it is open, and asks for a few prices.
import { TariffBook } from './tariff-book.ts';
import { QuoteSession } from './session.ts';

const book = new TariffBook();
let total = 0;
let seed = 7;
const draw = (limit: number): number => (seed = (seed * 48_271) % 2_147_483_647) % limit;

for (let n = 0; n < 45_000; n++) {
  const session = QuoteSession.open(book, { id: n, country: ['at', 'ch', 'de', 'fr'][draw(4)] ?? 'de' });
  for (let parcel = 0; parcel < 26; parcel++) total += session.quote(draw(30_000), draw(1_200));
  session.close();
  if (n % 400 === 0) book.revise(1 + draw(5) / 100);
  if (n % 200 === 0) await new Promise(setImmediate);
}
console.log(Math.round(total) % 100_000);
