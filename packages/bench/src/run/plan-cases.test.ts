import type { Suite } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { planCases } from './plan-cases.ts';

const create = () => () => 1;
const suite: Suite = {
  name: 'json',
  category: 'cpu',
  params: { records: [10, 1000], kind: ['a', 'b'] },
  variants: [
    { name: 'fast', create },
    { name: 'JSON', isBaseline: true, create },
    { name: 'other', create },
  ],
  expectations: [{ candidate: 'fast', than: 'other', by: 0.1 }],
};
const reference = { kind: 'file', url: 'file:///x.bench.ts', suite: 'json' } as const;

test('one case for each combination of parameters', () => {
  expect(planCases(reference, suite, {}).map(({ id }) => id)).toEqual([
    'json/records=10,kind=a',
    'json/records=10,kind=b',
    'json/records=1000,kind=a',
    'json/records=1000,kind=b',
  ]);
});

test('the baseline is first, and promises add the pairs they need', () => {
  const [first] = planCases(reference, suite, {});

  expect(first?.subjects.map(({ name }) => name)).toEqual(['JSON', 'fast', 'other']);
  expect(first?.pairs).toEqual([
    { baseline: 'JSON', candidate: 'fast' },
    { baseline: 'JSON', candidate: 'other' },
    { baseline: 'other', candidate: 'fast' },
  ]);
});

test.each([
  ['records=10,', 2],
  [/kind=b$/g, 2],
  ['nothing', 0],
])('the filter %s keeps %i', (filter, count) => {
  expect(planCases(reference, suite, { filter })).toHaveLength(count);
});

test('a suite of another category is left out', () => {
  expect(planCases(reference, suite, { categories: ['memory'] })).toEqual([]);
});

test('with an input file, only suites that take such a file run, and the case says so', () => {
  expect(planCases(reference, suite, { inputFile: '/data/orders.json' })).toEqual([]);
  const taking = { ...suite, params: {}, input: { accepts: 'JSON', extensions: ['.json'] } };

  expect(planCases(reference, taking, { inputFile: '/data/orders.json' })).toMatchObject([
    { id: 'json on orders.json', inputFile: '/data/orders.json' },
  ]);
  expect(planCases(reference, taking, { inputFile: '/data/orders.csv' })).toEqual([]);
});

test('without parameters the id is the name', () => {
  const { params: _, ...plain } = suite;

  expect(planCases(reference, plain, {}).map(({ id }) => id)).toEqual(['json']);
});

test.each([
  [{ variants: [{ name: 'a', create }] }, 'exactly one baseline, got 0'],
  [
    {
      variants: [
        { name: 'a', isBaseline: true, create },
        { name: 'a', create },
      ],
      expectations: [],
    },
    'different names',
  ],
  [{ complexity: 'kind' }, 'a numeric parameter'],
  [{ expectations: [{ candidate: 'faster', than: 'JSON', by: 0 }] }, 'got "faster"'],
  [{ params: { records: [] } }, 'a list of values for the parameter "records"'],
] as [Partial<Suite>, string][])('a suite that breaks the contract is refused: %o', (change, message) => {
  expect(() => planCases(reference, { ...suite, ...change }, {})).toThrow(message);
});

test('ten thousand cases are planned', () => {
  const many = { ...suite, params: { size: Array.from({ length: 10_000 }, (_, index) => index) } };

  expect(planCases(reference, many, {})).toHaveLength(10_000);
});
