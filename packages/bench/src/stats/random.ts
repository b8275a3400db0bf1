/** A seeded source of uniform numbers in [0, 1). Not for secrets. */
export type Random = () => number;

/** Equal seeds give equal sequences on every machine. The generator is xoshiro128** (Blackman & Vigna 2018), seeded by splitmix32. */
export function createRandom(seed: number): Random {
  let a = splitmix(seed);
  let b = splitmix(seed + 0x9e3779b9);
  let c = splitmix(seed + 0x3c6ef372);
  let d = splitmix(seed + 0xdaa66d2b);

  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (result >>> 0) / 2 ** 32;
  };
}

/** Puts `items` into random order in place (Fisher and Yates) and returns them. */
export function shuffle<Item, List extends { readonly length: number; [index: number]: Item }>(items: List, random: Random): List {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const held = items[i] as Item;
    items[i] = items[j] as Item;
    items[j] = held;
  }
  return items;
}

/** A standard normal number (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function splitmix(seed: number): number {
  let state = (seed | 0) + 0x9e3779b9;
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
  return state ^ (state >>> 15);
}
