/** A ledger as a branch sends it: every invoice, most with a payment a little later. */
export function ledgerText(branch: number, count: number): string {
  const lines = ['date;account;kind;reference;amount;text'];
  for (let n = 0; n < count; n++) {
    const isPayment = n % 2 === 1 && n % 7 !== 0;
    const reference = `R${branch}-${n >> 1}`;
    const amount = n % 501 === 0 ? 'n/a' : `${isPayment ? '-' : ''}${100 + ((n >> 1) % 900)}.${String((n >> 1) % 100).padStart(2, '0')}`;
    const day = `2026-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
    lines.push(`${day};K${n % 211};${isPayment ? 'payment' : 'invoice'};${reference};${amount};"say ""${n % 9}"", please"`);
  }
  return lines.join('\n');
}
