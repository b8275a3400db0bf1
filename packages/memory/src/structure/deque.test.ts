import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deque } from './deque.ts';

const steps = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom('push', 'unshift') }, { weight: 2, arbitrary: fc.constantFrom('pop', 'shift') }),
  {
    maxLength: 300,
  },
);

test('behaves as an array does at both ends', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const deque = new Deque<number>();
      const model: number[] = [];

      sequence.forEach((step, value) => {
        if (step === 'push') deque.push(value) && model.push(value);
        else if (step === 'unshift') deque.unshift(value) && model.unshift(value);
        else expect(deque[step as 'pop']()).toBe(model[step as 'pop']());
        expect(deque.size).toBe(model.length);
        expect([deque.at(0), deque.at(-1), deque.at(model.length)]).toEqual([model.at(0), model.at(-1), undefined]);
      });

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
