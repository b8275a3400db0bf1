export interface Order {
  readonly weight: number;
  readonly price: number;
  readonly distance: number;
  readonly pieces: number;
}

const names = ['weight', 'price', 'distance', 'pieces'];

/** The rules as people of the desk have written them. */
export function sources(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const [one, other] = [names[n % 4], names[(n >> 2) % 4]];
    const limit = `(${n % 90} + ${n % 7} * 3)`;
    return `(${one} > ${limit} and ${other} * 2 <= ${(n * 13) % 400}) or (pieces == ${n % 11} and distance / 4 < ${n % 60} + 2.5)`;
  });
}

export function* orders(count: number): Generator<Order> {
  for (let n = 0; n < count; n++) {
    yield { weight: (n * 37) % 300, price: (n * 91) % 500, distance: (n * 17) % 900, pieces: 1 + (n % 12) };
  }
}
