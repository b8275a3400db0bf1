const shorten = new Map([
  ['street', 'st'],
  ['road', 'rd'],
]);

function normalise(street) {
  const words = street
    .toLowerCase()
    .replace(/[.\s]+/g, ' ')
    .trim()
    .split(' ');
  return words.map((word) => shorten.get(word) ?? word).join(' ');
}

export class AddressBook {
  #entries = new Map();
  #log;
  doubles = 0;

  constructor(log) {
    this.#log = log;
  }

  get size() {
    return this.#entries.size;
  }

  add(row) {
    const entry = { ...row, name: row.name.trim(), street: normalise(row.street) };
    const key = `${entry.name}|${entry.street}|${entry.postcode}`;
    this.#log?.debug('row', entry);
    if (this.#entries.has(key)) this.doubles++;
    else this.#entries.set(key, entry);
  }
}
