export interface Booking {
  readonly day: string;
  readonly account: string;
  readonly kind: 'invoice' | 'payment';
  readonly reference: string;
  readonly cents: number;
}

const dayPattern = /^\d{4}-\d\d-\d\d$/;
const amountPattern = /^-?\d+\.\d\d$/;

function bookingOf([day = '', account = '', kind, reference = '', amount = '']: readonly string[]): Booking | undefined {
  if (!dayPattern.test(day) || !amountPattern.test(amount)) return undefined;
  if (kind !== 'invoice' && kind !== 'payment') return undefined;
  return { day, account, kind, reference, cents: Math.round(Number(amount) * 100) };
}

export function bookings(rows: Iterable<readonly string[]>): { readonly valid: Booking[]; readonly refused: number } {
  const valid: Booking[] = [];
  let refused = 0;
  for (const row of rows) {
    const booking = bookingOf(row);
    if (booking === undefined) refused++;
    else valid.push(booking);
  }
  return { valid, refused };
}
