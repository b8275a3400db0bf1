// Right answer: small-writes
// Books the movements of a warehouse and keeps a journal of them, one for each hall.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

class Journal {
  constructor(folder, name) {
    this.file = path.join(folder, `${name}.journal`);
    this.entries = 0;
  }

  async record({ article, pieces, at }, balance) {
    this.entries++;
    await fs.appendFile(this.file, `${at};${article};${pieces > 0 ? '+' : ''}${pieces};${balance}\n`); // <- slow
  }
}

class Warehouse {
  #stock = new Map();
  #journals = new Map();

  constructor(folder) {
    this.folder = folder;
  }

  async book(movement) {
    const balance = (this.#stock.get(movement.article) ?? 0) + movement.pieces;
    if (balance < 0) return false;
    this.#stock.set(movement.article, balance);
    await this.#journalOf(movement.hall).record(movement, balance);
    return true;
  }

  get journals() {
    return [...this.#journals.values()];
  }

  #journalOf(hall) {
    let journal = this.#journals.get(hall);
    if (!journal) this.#journals.set(hall, (journal = new Journal(this.folder, hall)));
    return journal;
  }
}

function* movements(count) {
  let seed = 7;
  for (let n = 0; n < count; n++) {
    seed = (seed * 48271) % 2147483647;
    yield { hall: `hall-${seed % 4}`, article: `A${seed % 300}`, pieces: (seed % 23) - 9, at: 1_760_000_000 + n };
  }
}

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'stock-journal-'));
const warehouse = new Warehouse(folder);
let refused = 0;
for (const movement of movements(20_000)) if (!(await warehouse.book(movement))) refused++;
const sizes = await Promise.all(warehouse.journals.map(({ file }) => fs.stat(file)));
console.log(
  refused,
  'refused,',
  sizes.reduce((sum, { size }) => sum + size, 0),
  'bytes of journal',
);
await fs.rm(folder, { recursive: true });
