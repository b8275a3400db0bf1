// Right answer: console-hot
// Imports addresses: puts them in order, finds those that are there twice and logs what it does.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AddressBook } from './address-book.mjs';
import { openLog } from './log.mjs';

function* rows(count) {
  const streets = ['Elm Road', 'oak lane', 'Mill  Street', 'KING ST.'];
  for (let n = 0; n < count; n++) {
    yield {
      name: ` Person ${n % 9_000} `,
      street: `${streets[n % 4]} ${n % 90}`,
      postcode: String(10_000 + (n % 800)),
      tags: n % 3 === 0 ? ['import', 'old'] : ['import'],
    };
  }
}

const folder = await mkdtemp(join(tmpdir(), 'import-log-'));
const log = openLog(join(folder, 'import.log'), { scope: 'addresses' });
const book = new AddressBook(log);
for (const row of rows(330_000)) {
  book.add(row);
  if (book.size % 500 === 0) await log.settle();
}
await log.close();
const { size } = await stat(join(folder, 'import.log'));
console.log(book.size, 'addresses,', book.doubles, 'twice;', size > 0 ? 'logged' : 'not logged');
await rm(folder, { recursive: true });
