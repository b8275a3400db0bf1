export interface BasketItem {
  readonly article: number;
  readonly title: string;
  readonly tags: readonly string[];
  readonly price: { readonly cents: number; readonly currency: string };
}

export interface Session {
  readonly id: string;
  readonly basket: BasketItem[];
  expires: number;
}

export interface SessionOptions {
  readonly maxAgeMs?: number;
}

const { parse, stringify } = JSON;

/** Sessions as text, so that nobody changes what is stored without saving it. */
export class MemorySessions {
  readonly #texts = new Map<string, string>();
  readonly #maxAgeMs: number;

  constructor({ maxAgeMs = 30_000 }: SessionOptions = {}) {
    this.#maxAgeMs = maxAgeMs;
  }

  load(id: string): Session {
    const text = this.#texts.get(id);
    if (text === undefined) return { id, basket: [], expires: Date.now() + this.#maxAgeMs };
    const session = parse(text) as Session; // <- slow
    return session.expires < Date.now() ? { id, basket: [], expires: Date.now() + this.#maxAgeMs } : session;
  }

  save(session: Session): void {
    session.expires = Date.now() + this.#maxAgeMs;
    this.#texts.set(session.id, stringify(session));
  }
}
