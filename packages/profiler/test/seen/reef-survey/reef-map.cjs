class ReefMap {
  #squares = new Map();
  #corals = 0;

  add(number, corals) {
    for (const { x, y, size } of corals) {
      const key = `${(x + number * 3) >> 6}/${y >> 6}`;
      this.#squares.set(key, (this.#squares.get(key) ?? 0) + size);
      this.#corals++;
    }
  }

  toString() {
    return `${this.#corals} corals in ${this.#squares.size} squares`;
  }
}

module.exports = { ReefMap };
