'use strict';

/** Everything that can be reached, each once, nearest first. */
class Walk {
  #needsOf;
  #seen = [];

  constructor(needsOf) {
    this.#needsOf = needsOf;
  }

  *from(roots) {
    let layer = this.#fresh(roots);
    while (layer.length > 0) {
      const next = [];
      for (const name of layer) {
        yield name;
        next.push(...this.#fresh(this.#needsOf(name)));
      }
      layer = next;
    }
  }

  get size() {
    return this.#seen.length;
  }

  #fresh(names = []) {
    const fresh = [];
    for (const name of names) {
      if (this.#seen.includes(name)) continue; // <- slow
      this.#seen.push(name);
      fresh.push(name);
    }
    return fresh;
  }
}

module.exports = { Walk };
