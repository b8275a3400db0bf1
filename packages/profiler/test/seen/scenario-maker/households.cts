// @ts-nocheck: what is exported by assignment has no type here
const { fresh } = require('./fresh.cts') as typeof import('./fresh.cts');

interface Person {
  income: number;
  born: string;
  readonly deductions: { label: string; amount: number }[];
}

interface Household {
  id: number;
  readonly people: Person[];
  readonly address: { street: string; postcode: string };
}

const sample: Household = {
  id: 0,
  address: { street: 'Mill Lane', postcode: '00000' },
  people: Array.from({ length: 4 }, (_, n) => ({
    income: n < 2 ? 31_000 : 0,
    born: `19${60 + n * 9}-04-01`,
    deductions: ['pension', 'travel', 'care', 'union'].map((label) => ({ label, amount: 120 * (n + 1) })),
  })),
};

const makeOne = fresh(sample);

/** Households of all kinds, each a little different from the one before. */
exports.households = function* households(count: number): Generator<Household> {
  for (let id = 1; id <= count; id++) {
    const household = makeOne();
    household.id = id;
    household.address.postcode = String(10_000 + ((id * 31) % 89_999));
    for (const [n, person] of household.people.entries()) {
      person.income += ((id * 997 + n * 13) % 45_000) - 9_000;
      for (const deduction of person.deductions) deduction.amount += id % 50;
    }
    yield household;
  }
};
declare const exports: { households(count: number): Generator<Household> };
