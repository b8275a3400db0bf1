import { Worker } from 'node:worker_threads';

export class TaskPool {
  #workers;
  #waiting = new Map();
  #next = 0;

  constructor(file, { size = 2 } = {}) {
    this.#workers = Array.from({ length: size }, () => this.#start(file));
  }

  run(task) {
    const id = this.#next++;
    const worker = this.#workers[id % this.#workers.length];
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, task }); // <- slow
    });
  }

  async close() {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(file) {
    const worker = new Worker(file);
    worker.on('message', ({ id, result, error }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) resolve(result);
      else reject(new Error(error));
    });
    return worker;
  }
}
