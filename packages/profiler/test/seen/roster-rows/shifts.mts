export interface Shift {
  readonly from: number;
  readonly until: number;
  readonly kind: string;
}

const kinds: readonly Shift[] = [
  { kind: 'early', from: 6, until: 14 },
  { kind: 'late', from: 14, until: 22 },
  { kind: 'night', from: 22, until: 6 },
];

/** A month of shifts for everyone. */
export function* shiftsOf(codes: readonly string[]): Generator<readonly [string, Shift[]]> {
  for (const [n, code] of codes.entries()) {
    const shifts: Shift[] = [];
    for (let day = 0; day < 31; day++) {
      const shift = kinds[(day + n) % 5];
      if (shift) shifts.push(shift);
    }
    yield [code, shifts];
  }
}
