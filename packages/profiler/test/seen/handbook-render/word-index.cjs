'use strict';

class WordIndex {
  #pages = new Map();
  #skip;

  constructor({ skip = [] } = {}) {
    this.#skip = new Set(skip);
  }

  get size() {
    return this.#pages.size;
  }

  add(text, page) {
    for (const key of text.toLowerCase().split(/[^a-z]+/)) {
      if (key.length < 4 || this.#skip.has(key)) continue;
      let pages = this.#pages.get(key);
      if (pages === undefined) this.#pages.set(key, (pages = new Set()));
      pages.add(page);
    }
  }
}

module.exports = { WordIndex };
