export interface SearchOptions {
  readonly stopWords?: ReadonlySet<string>;
}

interface Postings {
  readonly documents: number[];
  readonly counts: number[];
}

export class SearchIndex {
  readonly #postings = new Map<string, Postings>();
  readonly #lengths = new Map<number, number>();
  readonly #stopWords: ReadonlySet<string>;

  constructor({ stopWords = new Set() }: SearchOptions = {}) {
    this.#stopWords = stopWords;
  }

  get terms(): number {
    return this.#postings.size;
  }

  add(document: number, text: string): void {
    const counts = this.#countsOf(text);
    let length = 0;
    for (const [term, count] of counts) {
      let postings = this.#postings.get(term);
      if (postings === undefined) this.#postings.set(term, (postings = { documents: [], counts: [] }));
      postings.documents.push(document);
      postings.counts.push(count);
      length += count;
    }
    this.#lengths.set(document, length);
  }

  scores(question: string): Map<number, number> {
    const scores = new Map<number, number>();
    for (const term of this.#countsOf(question).keys()) {
      const postings = this.#postings.get(term);
      if (postings !== undefined) this.#score(postings, scores);
    }
    return scores;
  }

  /** Adds what one term says about each document, by BM25 (Robertson and Zaragoza, 2009). */
  #score({ documents, counts }: Postings, scores: Map<number, number>): void {
    const rarity = Math.log(1 + this.#lengths.size / documents.length);
    for (let at = 0; at < documents.length; at++) {
      const document = documents[at] ?? 0;
      const count = counts[at] ?? 0;
      const length = this.#lengths.get(document) ?? 1;
      const weight = (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 40));
      scores.set(document, (scores.get(document) ?? 0) + weight);
    }
  }

  #countsOf(text: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(/[a-z]+(?:-\d+)?/g)) {
      if (!this.#stopWords.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return counts;
  }
}
