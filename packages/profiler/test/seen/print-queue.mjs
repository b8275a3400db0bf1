// Right answer: clean
// Jobs of a printer in order, in a queue that forgets what is done.

class Queue {
  #items = [];
  #head = 0;

  push(item) {
    this.#items.push(item);
  }

  next() {
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 1000 && this.#head * 2 > this.#items.length) {
      this.#items.splice(0, this.#head);
      this.#head = 0;
    }
    return item;
  }
}

const queue = new Queue();
let pages = 0;
for (let job = 0; job < 4_000_000; job++) {
  queue.push(1 + (job % 12));
  if (job % 3 !== 0) pages += queue.next() ?? 0;
}
console.log(pages);
