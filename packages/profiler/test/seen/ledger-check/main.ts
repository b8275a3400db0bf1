// Right answer: clean
// Checks the ledgers of branches: reads them as CSV, validates the lines, matches payments and prints the balances.
import { bookings } from './bookings.ts';
import { CsvReader } from './csv-reader.ts';
import { ledgerText } from './ledger-text.ts';
import { matchPayments } from './match.ts';

interface Balance {
  readonly account: string;
  cents: number;
  lines: number;
}

const byAccount = new Intl.Collator('en', { numeric: true });

function balances(all: Iterable<{ readonly account: string; readonly cents: number }>): Balance[] {
  const sums = new Map<string, Balance>();
  for (const { account, cents } of all) {
    let sum = sums.get(account);
    if (sum === undefined) sums.set(account, (sum = { account, cents: 0, lines: 0 }));
    sum.cents += cents;
    sum.lines++;
  }
  return [...sums.values()].sort((left, right) => byAccount.compare(left.account, right.account));
}

const reader = new CsvReader({ separator: ';' });
let lines = 0;
let open = 0;
let faults = 0;
let sheet = '';
for (let branch = 0; branch < 1_250; branch++) {
  const { valid, refused } = bookings(reader.rows(ledgerText(branch, 1_500)));
  faults += refused;
  lines += valid.length;
  open += matchPayments(valid).open;
  sheet = balances(valid)
    .map(({ account, cents }) => `${account.padEnd(8)}${(cents / 100).toFixed(2).padStart(12)}`)
    .join('\n');
}
console.log(lines, 'lines,', faults, 'refused,', open, 'open;', sheet.length, 'characters');
