export class BundleStore {
  #rules = [];
  #texts = new Map();

  add(rule) {
    this.#rules.push(rule);
    this.#texts.clear();
  }

  /** The bundle of a region as text; it is made once and kept until the rules change. */
  bundle(region) {
    let text = this.#texts.get(region);
    if (text === undefined) {
      text = JSON.stringify({ region, rules: this.#rules });
      this.#texts.set(region, text);
    }
    return text;
  }
}
