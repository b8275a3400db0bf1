import { wordsOf } from './words.ts';

export class SearchIndex {
  readonly #postings = new Map<string, number[]>();
  #count = 0;

  add(id: number, text: string): void {
    this.#count++;
    for (const word of new Set(wordsOf(text))) {
      const list = this.#postings.get(word);
      if (list) list.push(id);
      else this.#postings.set(word, [id]);
    }
  }

  best(question: string, { stop, limit }: { readonly stop: readonly string[]; readonly limit: number }): readonly number[] {
    const lists = wordsOf(question, stop)
      .map((word) => this.#postings.get(word) ?? [])
      .toSorted((one, other) => one.length - other.length);
    const scores = new Map<number, number>();
    for (const [at, list] of lists.entries()) {
      const weight = Math.log(1 + this.#count / (1 + list.length));
      if (at === 0) for (const id of list) scores.set(id, weight);
      else this.#raise(scores, list, weight);
    }
    return this.#top(scores, limit);
  }

  #raise(scores: Map<number, number>, list: readonly number[], weight: number): void {
    if (list.length > scores.size * 12) {
      for (const [id, score] of scores) if (this.#has(list, id)) scores.set(id, score + weight);
      return;
    }
    for (const id of list) {
      const score = scores.get(id);
      if (score !== undefined) scores.set(id, score + weight);
    }
  }

  #has(list: readonly number[], id: number): boolean {
    let low = 0;
    let high = list.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const value = list[middle] ?? 0;
      if (value === id) return true;
      if (value < id) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  #top(scores: ReadonlyMap<number, number>, limit: number): number[] {
    const best = [...scores].sort(([id, score], [otherId, other]) => other - score || id - otherId);
    return best.slice(0, limit).map(([id]) => id);
  }
}
