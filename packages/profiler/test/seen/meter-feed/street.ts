import type { Reading } from './formats.ts';

export class Street {
  readonly #totals = new Map<string, number>();
  readonly #makes: readonly string[];

  constructor(makes: readonly string[]) {
    this.#makes = makes;
  }

  add({ make, meter, value }: Reading): void {
    if (!this.#makes.includes(make)) return;
    const key = `${make}/${meter % 30}`;
    this.#totals.set(key, (this.#totals.get(key) ?? 0) + value);
  }

  summary(): string {
    const sum = [...this.#totals.values()].reduce((total, value) => total + value, 0);
    return `${this.#totals.size} totals, ${Math.round(sum)}`;
  }
}
