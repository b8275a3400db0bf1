import { isNsiError } from '@nsi/core';
import { expect, test } from 'vitest';
import { leakProbe } from './leak-probe.ts';

test('finds objects that pile up', () => {
  class Leaking {
    readonly field = 1;
  }
  const kept: Leaking[] = [];
  const probe = leakProbe(Leaking);

  for (let round = 0; round < 5; round++) {
    for (let index = 0; index < 100; index++) kept.push(new Leaking());
    probe.sample();
  }

  expect(probe.samples).toEqual([0, 100, 200, 300, 400, 500]);
  expect(probe.growth).toBe(500);
  expect(probe.finding()).toMatchObject({
    id: 'leak-probe',
    certainty: 'likely',
    message: '500 more objects of `Leaking` are alive than at the first of 6 samples, and their number keeps rising.',
  });
  expect(kept).toHaveLength(500);
});

test('finds nothing where objects come and go', () => {
  class Passing {
    readonly field = 1;
  }
  const probe = leakProbe(Passing);

  for (let round = 0; round < 6; round++) {
    Array.from({ length: 100 }, () => new Passing());
    probe.sample();
  }

  expect(probe.growth).toBeLessThan(10);
  expect(probe.finding()).toBeUndefined();
});

test('waits for five samples before it says anything', () => {
  class Rising {
    readonly field = 1;
  }
  const kept: Rising[] = [];
  const probe = leakProbe(Rising);

  for (let round = 0; round < 3; round++) {
    kept.push(new Rising());
    probe.sample();
  }

  expect(probe.finding()).toBeUndefined();
  expect(kept).toHaveLength(3);
});

test('takes classes only', () => {
  expect(() => leakProbe({} as never)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_PRESSURE_OPTION')));
  expect(() => leakProbe((() => {}) as never)).toThrow('expected a class');
});
