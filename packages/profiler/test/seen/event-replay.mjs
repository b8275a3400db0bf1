// Right answer: json-dominant
// Replays a journal of events into balances.

const journal = Array.from({ length: 4000 }, (_, n) =>
  JSON.stringify({
    id: n,
    account: `a-${n % 50}`,
    cents: (n * 37) % 1000,
    meta: { source: 'import', tags: ['x', 'y', 'z'], note: 'n'.repeat(n % 60) },
  }),
);

class Balances {
  #cents = new Map();

  apply(line) {
    const event = JSON.parse(line); // <- slow
    this.#cents.set(event.account, (this.#cents.get(event.account) ?? 0) + event.cents);
  }

  get size() {
    return this.#cents.size;
  }
}

const balances = new Balances();
for (let turn = 0; turn < 200; turn++) for (const line of journal) balances.apply(line);
console.log(balances.size);
