const names = ['bolt', 'nut', 'seal', 'bearing', 'valve', 'spring'];

export class Inventory {
  #parts = new Map();
  #byKind = new Map();

  constructor(count) {
    for (let n = 0; n < count; n++) {
      const kind = names[n % names.length];
      const part = { number: `${kind}-${n}`, kind, cents: 40 + ((n * 17) % 5_000), left: (n * 31) % 400 };
      this.#parts.set(part.number, part);
      const list = this.#byKind.get(kind);
      if (list) list.push(part);
      else this.#byKind.set(kind, [part]);
    }
  }

  get kinds() {
    return [...this.#byKind.keys()];
  }

  part(number) {
    return this.#parts.get(number);
  }

  page(kind, page, size) {
    return this.#byKind.get(kind)?.slice(page * size, (page + 1) * size);
  }
}
