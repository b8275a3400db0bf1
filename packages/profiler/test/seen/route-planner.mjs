// Right answer: clean
// Shortest ways in a grid of streets, with a heap; the map is parsed once.

const streets = JSON.parse(JSON.stringify({ size: 160, blocked: Array.from({ length: 900 }, (_, index) => (index * 7907) % 25_600) }));
const blocked = new Set(streets.blocked);

class Heap {
  #items = [];

  get size() {
    return this.#items.length;
  }

  push(cost, value) {
    const items = this.#items;
    items.push([cost, value]);
    for (let at = items.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (items[parent][0] <= items[at][0]) break;
      [items[parent], items[at]] = [items[at], items[parent]];
      at = parent;
    }
  }

  pop() {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < items.length && items[child][0] < items[least][0]) least = child;
      if (least === at) return top;
      [items[least], items[at]] = [items[at], items[least]];
      at = least;
    }
  }
}

function cheapest(from, to) {
  const { size } = streets;
  const costs = new Float64Array(size * size).fill(Infinity);
  costs[from] = 0;
  const heap = new Heap();
  heap.push(0, from);
  while (heap.size > 0) {
    const [cost, at] = heap.pop();
    if (at === to) return cost;
    if (cost > costs[at]) continue;
    for (const step of [1, -1, size, -size]) {
      const next = at + step;
      if (next < 0 || next >= size * size || blocked.has(next)) continue;
      const through = cost + 1 + (next % 7);
      if (through >= costs[next]) continue;
      costs[next] = through;
      heap.push(through, next);
    }
  }
  return Infinity;
}

let sum = 0;
for (let turn = 0; turn < 60; turn++) sum += cheapest(turn * 3, 25_500 - turn * 20);
console.log(sum);
