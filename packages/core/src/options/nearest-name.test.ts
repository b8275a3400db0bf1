import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

const known = ['enabled', 'level', 'pool', 'cache', 'maxBytes'];

test.each([
  ['enabeld', 'enabled'],
  ['levle', 'level'],
  ['maxbytes', 'maxBytes'],
  ['cach', 'cache'],
])('%s means %s', (name, meant) => {
  expect(nearestName(name, known)).toBe(meant);
});

test('proposes nothing for a name that is near to none', () => {
  expect(nearestName('frobnicate', known)).toBeUndefined();
});

test('finds every name that is known', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }),
      (names) => nearestName(names[0]!, names)?.toLowerCase() === names[0]!.toLowerCase(),
    ),
  );
});
