import type { TariffBook } from './tariff-book.ts';
import { follow } from './follow.ts';

interface Visitor {
  readonly id: number;
  readonly country: string;
}

export class QuoteSession {
  #rates: number[];
  #isOpen = true;
  readonly #quotes: string[] = [];
  readonly visitor: Visitor;

  private constructor(visitor: Visitor, rates: number[]) {
    this.visitor = visitor;
    this.#rates = rates;
  }

  static open(book: TariffBook, visitor: Visitor): QuoteSession {
    const session = new QuoteSession(visitor, book.ratesOf(visitor.country));
    follow(book, () => {
      if (session.#isOpen) session.#rates = book.ratesOf(visitor.country);
    });
    return session;
  }

  quote(grams: number, kilometres: number): number {
    const rate = this.#rates[Math.ceil(grams / 300)] ?? 0;
    const price = rate * (1 + kilometres / 1_000);
    this.#quotes.push(`${this.visitor.id}: ${grams} g, ${kilometres} km, ${price.toFixed(2)}`);
    return price;
  }

  close(): void {
    this.#isOpen = false;
  }
}
