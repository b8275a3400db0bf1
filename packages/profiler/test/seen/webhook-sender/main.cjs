// Right answer: new-connections
// Tells a subscriber about orders, a few at a time, and tries again what did not arrive.
'use strict';
const { startSubscriber } = require('./subscriber.cjs');
const { postJson } = require('./post-json.cjs');

class Delivery {
  constructor(origin, { parallel = 4, attempts = 3 } = {}) {
    Object.assign(this, { origin, parallel, attempts, delivered: 0, retried: 0 });
  }

  async deliver(orders) {
    const source = orders[Symbol.iterator]();
    await Promise.all(Array.from({ length: this.parallel }, () => this.#lane(source)));
    return this;
  }

  async #lane(source) {
    for (let step = source.next(); !step.done; step = source.next()) await this.#send(step.value);
  }

  async #send(order) {
    for (let attempt = 1; attempt <= this.attempts; attempt++) {
      const { status } = await postJson(`${this.origin}/hooks/orders`, { ...order, attempt });
      if (status === 204) {
        this.delivered++;
        return;
      }
      this.retried++;
    }
  }
}

function* orders(count) {
  for (let id = 1; id <= count; id++) yield { id, total: (id * 37) % 500, lines: [{ sku: `s${id % 20}`, pieces: 1 + (id % 3) }] };
}

async function main() {
  const subscriber = await startSubscriber();
  const { delivered, retried } = await new Delivery(subscriber.origin).deliver(orders(6_500));
  console.log(delivered, 'delivered,', retried, 'tried again');
  subscriber.close();
}

main();
