export interface Customer {
  readonly tenant: string;
  readonly name: string;
  iban?: string;
  phone?: string;
  note?: string;
}

export function* customers(count: number): Generator<Customer> {
  for (let n = 0; n < count; n++) {
    yield {
      tenant: `tenant-${n % 4}`,
      name: `Customer ${n}`,
      iban: `DE${String(n * 7_919).padStart(20, '0')}`,
      phone: `+49 30 ${100_000 + n}`,
      ...(n % 2 === 0 && { note: 'calls back after nine' }),
    };
  }
}
