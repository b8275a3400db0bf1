import type { Booking } from './bookings.ts';

/** Counts the invoices whose payments do not make up for them. */
export function matchPayments(all: readonly Booking[]): { readonly open: number } {
  const rest = new Map<string, number>();
  for (const { reference, cents } of all) {
    const left = (rest.get(reference) ?? 0) + cents;
    if (left === 0) rest.delete(reference);
    else rest.set(reference, left);
  }
  return { open: rest.size };
}
