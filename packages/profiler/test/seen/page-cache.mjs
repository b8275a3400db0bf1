// Right answer: clean
// A cache of rendered pages that forgets the oldest ones.

class PageCache {
  #pages = new Map();

  constructor(max) {
    this.max = max;
  }

  get(key, make) {
    const known = this.#pages.get(key);
    if (known !== undefined) {
      this.#pages.delete(key);
      this.#pages.set(key, known);
      return known;
    }
    const page = make(key);
    this.#pages.set(key, page);
    if (this.#pages.size > this.max) this.#pages.delete(this.#pages.keys().next().value);
    return page;
  }
}

function renderPage(key) {
  const rows = [];
  for (let row = 0; row < 12; row++) rows.push(`<tr><td>${key}</td><td>${row * key}</td></tr>`);
  return `<table>${rows.join('')}</table>`;
}

const cache = new PageCache(500);
let length = 0;
for (let turn = 0; turn < 3_000_000; turn++) length += cache.get((turn * turn) % 977, renderPage).length;
console.log(length);
