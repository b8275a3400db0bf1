import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { countCalls, createCallCounters } from './call-counters.ts';

test('every call is counted, some are timed, and the original comes back', () => {
  const counters = createCallCounters();
  const owner = { double: (value: number) => value * 2 };
  const { double } = owner;

  const restore = countCalls(owner, 'double', counters.of('double'), { key: (value) => `key ${Number(value) % 3}`, weigh: () => 8 });
  let sum = 0;
  for (let value = 0; value < 1000; value++) sum += owner.double(value);
  restore();
  owner.double(1);

  const { double: counted } = counters.toRaw();
  expect(sum).toBe(999_000);
  expect(counted).toMatchObject({ count: 1000, distinct: 3, repeats: 997, keys: { 'key 0': 334 } });
  expect(counted!.timed).toBeGreaterThanOrEqual(4);
  expect(counted!.timed).toBeLessThan(30);
  expect(counted!.bytes).toBe(8 * counted!.weighed);
  expect(owner.double).toBe(double);
});

test('a wrapped function keeps its name, length and own properties, and throws what it threw', () => {
  const failing = Object.assign(
    function fail(first: unknown, second: unknown) {
      throw new TypeError(`no ${String(first)} ${String(second)}`);
    },
    { [promisify.custom]: () => Promise.resolve(7), native: 1 },
  );
  const owner = { failing };

  countCalls(owner, 'failing', createCallCounters().of('failing'), {});

  expect(owner.failing).not.toBe(failing);
  expect([owner.failing.name, owner.failing.length, owner.failing.native]).toEqual(['fail', 2, 1]);
  expect(owner.failing[promisify.custom]).toBe(failing[promisify.custom]);
  expect(() => owner.failing(1, 2)).toThrow(TypeError);
});

test('calls that a counted call makes for its own sake are its own', () => {
  const counters = createCallCounters();
  const owner = { inner: () => 1, outer: (): number => owner.inner() + owner.inner() };

  countCalls(owner, 'inner', counters.of('inner'), {});
  countCalls(owner, 'outer', counters.of('outer'), {});
  owner.outer();
  owner.inner();

  expect(counters.toRaw()).toMatchObject({ outer: { count: 1 }, inner: { count: 1 } });
});

test('keys and places stay bounded', () => {
  const counters = createCallCounters();
  const owner = { read: (path: string) => path.length };

  countCalls(owner, 'read', counters.of('read'), { key: (path) => path });
  for (let turn = 0; turn < 5000; turn++) owner.read(`/file/${turn}`);

  const { read } = counters.toRaw();
  expect(read).toMatchObject({ count: 5000, distinct: 1000 });
  expect(Object.keys(read!.keys)).toHaveLength(30);
});
