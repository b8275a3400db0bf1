/** First in, first out. Amortized constant time, and memory of what waits. */
export class Line<Value> {
  #values: (Value | undefined)[] = [];
  #head = 0;

  get size(): number {
    return this.#values.length - this.#head;
  }

  get first(): Value | undefined {
    return this.#values[this.#head];
  }

  push(value: Value): void {
    this.#values.push(value);
  }

  shift(): Value | undefined {
    const value = this.#values[this.#head];
    this.#values[this.#head] = undefined;
    this.#head++;
    if (this.#head === this.#values.length) {
      this.#values = [];
      this.#head = 0;
    } else if (this.#head >= 4096 && this.#head * 2 >= this.#values.length) {
      // What was taken is at least half of the array: each value is moved once a doubling.
      this.#values = this.#values.slice(this.#head);
      this.#head = 0;
    }
    return value;
  }

  /** Leaves out the values that `isKept` refuses. */
  keep(isKept: (value: Value) => boolean): void {
    this.#values = (this.#values.slice(this.#head) as Value[]).filter(isKept);
    this.#head = 0;
  }
}
