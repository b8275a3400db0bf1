/** Asks a worker thread and hands its answers to who waits for them. */
class Desk {
  #worker;
  #open = new Map();
  #next = 1;

  constructor(worker) {
    this.#worker = worker;
    worker.on('message', ({ id, slope }) => {
      const settle = this.#open.get(id);
      this.#open.delete(id);
      settle(slope);
    });
  }

  slope(cell) {
    return new Promise((settle) => {
      const id = this.#next++;
      this.#open.set(id, settle);
      this.#worker.postMessage({ id, cell }); // <- slow
    });
  }
}

module.exports = { Desk };
