'use strict';

class SettingsCache {
  #entries = new Map();
  #load;
  #max;

  constructor(load, { max = 100 } = {}) {
    this.#load = load;
    this.#max = max;
  }

  /** Settings that the caller may change: what is kept stays as it is. */
  get(tenant) {
    let entry = this.#entries.get(tenant);
    if (entry === undefined) {
      if (this.#entries.size >= this.#max) this.#entries.delete(this.#entries.keys().next().value);
      this.#entries.set(tenant, (entry = this.#load(tenant)));
    }
    return structuredClone(entry); // <- slow
  }
}

module.exports = { SettingsCache };
