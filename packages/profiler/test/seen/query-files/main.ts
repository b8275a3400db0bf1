// Right answer: sync-fs-repeat, sync-fs-hot
// Writes the statements of a migration, each after a text that lies in a file of its own.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatementBook } from './statement-book.ts';

const texts = {
  'insert-person': 'INSERT INTO person (id, name, born)\nVALUES (:id, :name, :born)\nON CONFLICT (id) DO UPDATE SET name = :name;\n',
  'insert-address': 'INSERT INTO address (person, street, city)\nVALUES (:id, :street, :city);\n',
  'close-account': "UPDATE account\nSET closed = true, reason = 'moved'\nWHERE person = :id;\n",
};

interface Person {
  readonly id: number;
  readonly name: string;
  readonly born: number;
  readonly street: string;
  readonly city?: string;
}

function* people(count: number): Generator<Person> {
  const cities = ['Leeds', 'Turin', undefined, 'Gdynia'];
  for (let id = 1; id <= count; id++) {
    const city = cities[id % cities.length];
    yield { id, name: `Person ${id}`, born: 1940 + (id % 60), street: `Elm Road ${id % 120}`, ...(city !== undefined && { city }) };
  }
}

class Migration {
  readonly #book: StatementBook;
  readonly #digest = createHash('sha1');
  #statements = 0;

  constructor(book: StatementBook) {
    this.#book = book;
  }

  move(person: Person): void {
    this.#write('insert-person', { ...person });
    if (person.city === undefined) this.#write('close-account', { id: person.id });
    else this.#write('insert-address', { ...person });
  }

  finish(): string {
    return `${this.#statements} statements, ${this.#digest.digest('hex').slice(0, 10)}`;
  }

  #write(name: string, values: Readonly<Record<string, unknown>>): void {
    this.#digest.update(this.#book.fill(name, values));
    this.#statements++;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'query-files-'));
try {
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, `${name}.sql`), text);
  const migration = new Migration(new StatementBook(folder));
  for (const person of people(150_000)) migration.move(person);
  console.log(migration.finish());
} finally {
  rmSync(folder, { recursive: true });
}
