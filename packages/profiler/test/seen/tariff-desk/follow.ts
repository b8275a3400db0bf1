import type { TariffBook } from './tariff-book.ts';

/** Calls back whenever the tariff has been revised. */
export function follow(book: TariffBook, changed: () => void): () => void {
  const listener = (factor: number): void => {
    if (factor > 0) changed();
  };
  book.on('revised', listener); // <- slow
  return () => book.off('revised', listener);
}
