import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deque } from './deque.ts';

type Step = 'push' | 'unshift' | 'pop' | 'shift';
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Step>('push', 'unshift') },
    { weight: 2, arbitrary: fc.constantFrom<Step>('pop', 'shift') },
  ),
  {
    maxLength: 300,
  },
);

test('behaves as an array does at both ends', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const deque = new Deque<number>();
      const model: number[] = [];
      const outcomes: unknown[][] = [];

      sequence.forEach((step, value) => {
        const [given, expected] = [apply(deque, step, value), apply(model, step, value)];
        if (step === 'pop' || step === 'shift') outcomes.push([given, expected]);
        expect(deque.size).toBe(model.length);
        expect([deque.at(0), deque.at(-1), deque.at(model.length)]).toEqual([model.at(0), model.at(-1), undefined]);
      });

      for (const [given, expected] of outcomes) expect(given).toBe(expected);
      expect(deque.toArray()).toEqual(model);
    }),
  );
});

test('lets go of values it has given away', async () => {
  const deque = new Deque<object>();
  let value: object | undefined = { big: new Uint8Array(1000) };
  const reference = new WeakRef(value);
  deque.push({}).push(value).push({});
  deque.shift();
  deque.shift();
  value = undefined;

  await new Promise(setImmediate);
  globalThis.gc?.();

  expect(reference.deref()).toBeUndefined();
});

test('is empty after clear and made from any iterable', () => {
  const deque = Deque.from(new Set(['a', 'b']));

  expect([...deque]).toEqual(['a', 'b']);
  deque.clear();
  expect([deque.size, deque.pop(), deque.shift(), deque.at(0)]).toEqual([0, undefined, undefined, undefined]);
});

type Ends = Pick<Deque<number>, 'pop' | 'shift'> & { push(value: number): unknown; unshift(value: number): unknown };

function apply(list: Ends, step: Step, value: number): unknown {
  return step === 'push' || step === 'unshift' ? list[step](value) : list[step]();
}
